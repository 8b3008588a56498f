import { Neo4jError } from "neo4j-driver";
import { TaskonomyError } from "../domain/errors.ts";

const OUTAGES = [
  "ServiceUnavailable",
  "SessionExpired",
  "Neo.TransientError.General.DatabaseUnavailable",
  "Neo.TransientError.Database.DatabaseUnavailable",
  "Neo.ClientError.Database.DatabaseNotFound",
];

/** Turns a driver's failure to reach or enter the database into GRAPH_UNAVAILABLE; every other error stays as it is. */
export function explainFailure(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const options = { cause: error };
  if (error.code.startsWith("Neo.ClientError.Security")) {
    return new TaskonomyError("GRAPH_UNAVAILABLE", "Neo4j refuses NEO4J_USER and NEO4J_PASSWORD", options);
  }
  const timedOut = error.message.includes("Connection acquisition timed out");
  if (!timedOut && !OUTAGES.includes(error.code)) return error;
  return new TaskonomyError("GRAPH_UNAVAILABLE", "Neo4j (NEO4J_URI) does not answer", options);
}
