export const NEO4J_VERSION: string;
export function neo4jFolder(): string;
export function neo4jArchive(): string;
export function java(): string | null;
export function redisServer(): string;
