export function neo4jArguments(home: string, archiveFlag: string): string[];
export function neo4jSettings(port: number, options: { authentication: boolean }): string;
