import type { ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import { type ErrorCode, TaskonomyError } from "../domain/errors.ts";
import { formatError } from "./format-error.ts";

const STATUS: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429 };

/** What was refused before GraphQL saw it (unknown callers, bodies that are too long or no JSON), in the form of every other error. */
export const refuse =
  (log: Logger): ErrorRequestHandler =>
  (error: Error & { status?: number }, _request, response, _next) => {
    // Express itself says with a status what was wrong with a request.
    const status = error instanceof TaskonomyError ? (STATUS[error.code] ?? 500) : (error.status ?? 500);
    const typed = error instanceof TaskonomyError || status >= 500;
    const refused = typed ? formatError(error, log) : { message: error.message, extensions: { code: "BAD_INPUT" } };
    if (status === 401) response.set("WWW-Authenticate", "Bearer");
    response.status(status).json({ errors: [refused] });
  };
