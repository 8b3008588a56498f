/** Owns the embedded services of the home given as argument until it is killed; prints their addresses. */
import { ownServices } from "../../src/services/open.ts";

const { neo4j, redis } = await ownServices({ home: process.argv[2]!, neo4j: null, redisUrl: null });
process.stdout.write(`${JSON.stringify({ neo4j, redis })}\n`);
