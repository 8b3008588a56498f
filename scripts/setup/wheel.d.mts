export function unpackWheels(
  folder: string,
  requirements: string[],
  options?: { options?: string[]; pattern?: string },
): Promise<void>;
