import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { type ErrorCode, TaskonomyError } from "../domain/errors.ts";

/** An error as a client sees it: its code out of the table of docs/errors.md; a defect only as a number to find in the log. */
export type FormatError = (error: unknown) => GraphQLFormattedError & { extensions: { code: ErrorCode } };

/** Where the schema is not shown, a request that does not fit it is told only that. */
export const errorFormatter =
  (log: Logger, introspection: boolean): FormatError =>
  (error) => {
    const { code, message } = explain(error, log, introspection);
    const { locations, path }: Partial<GraphQLFormattedError> = error instanceof GraphQLError ? error.toJSON() : {};
    // The place would tell which of many guessed names does exist.
    const shown = message === HIDDEN ? undefined : locations;
    return { message, ...(shown && { locations: shown }), ...(path && { path }), extensions: { code } };
  };

function explain(error: unknown, log: Logger, introspection: boolean): { code: ErrorCode; message: string } {
  const cause = causeOf(error);
  if (cause instanceof TaskonomyError && cause.code !== "INTERNAL") return cause;
  if (error instanceof GraphQLError) {
    // GraphQL's complaint about a part of the request: found before any field ran, or an argument that came by a variable.
    const ofPart = error.path === undefined ? error.nodes : cause instanceof GraphQLError && cause.nodes;
    if (ofPart) return { code: "BAD_INPUT", message: introspection ? error.message : HIDDEN };
    if (error.path === undefined && cause instanceof GraphQLError) return { code: "BAD_INPUT", message: error.message };
  }
  const incident = randomUUID().slice(0, 8);
  log.error({ err: cause, incident, path: error instanceof GraphQLError ? error.path : undefined }, "internal error");
  return { code: "INTERNAL", message: `internal error ${incident}: the log of the server says more` };
}

const HIDDEN = "the operation or its variables do not fit the schema, which this server does not show";

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}
