export const cacheHome: string;
export function cached(name: string, build: (draft: string, folder: string) => Promise<void>): Promise<string>;
