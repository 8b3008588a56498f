import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { type ErrorCode, TaskonomyError } from "../domain/errors.ts";

/** An error as a client sees it: its code out of the table of docs/errors.md; a defect only as a number to find in the log. */
export function formatError(error: unknown, log: Logger): GraphQLFormattedError {
  const { code, message } = explain(error, log);
  const { locations, path }: Partial<GraphQLFormattedError> = error instanceof GraphQLError ? error.toJSON() : {};
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}

/** Code and message of an error by the same rules. */
export function explain(error: unknown, log: Logger): { code: ErrorCode; message: string } {
  const cause = causeOf(error);
  if (cause instanceof TaskonomyError && cause.code !== "INTERNAL") return cause;
  // What is wrong with the request itself was found before any field ran, so it has no path.
  if (error instanceof GraphQLError && cause instanceof GraphQLError && error.path === undefined) {
    return { code: "BAD_INPUT", message: cause.message };
  }
  const incident = randomUUID().slice(0, 8);
  log.error({ err: cause, incident, path: error instanceof GraphQLError ? error.path : undefined }, "internal error");
  return { code: "INTERNAL", message: `internal error ${incident}: the log of the server says more` };
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}
