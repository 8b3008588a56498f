import type { ErrorRequestHandler, RequestHandler } from "express";
import { badInput, type ErrorCode, TaskonomyError } from "../domain/errors.ts";
import type { FormatError } from "./format-error.ts";
import { RateLimited } from "./rate.ts";

const STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CURSOR_FOREIGN: 409,
  RATE_LIMITED: 429,
  GRAPH_UNAVAILABLE: 503,
};

/** What was refused before GraphQL saw it (unknown callers, bodies that are too long or no JSON), in the form of every other error. */
export const refuse =
  (format: FormatError): ErrorRequestHandler =>
  (error: Error & { status?: number }, _request, response, _next) => {
    // Express itself says with a status what was wrong with a request.
    const ofExpress = error.status !== undefined && error.status < 500;
    const refused = ofExpress ? badInput(error.message) : error;
    const status = refused instanceof TaskonomyError ? STATUS[refused.code] : undefined;
    if (refused instanceof RateLimited) response.set("Retry-After", String(refused.retryAfterSeconds));
    if (status === 401) response.set("WWW-Authenticate", "Bearer");
    response.status((ofExpress ? error.status : status) ?? 500).json({ errors: [format(refused)] });
  };

export const refusePath: RequestHandler = () => {
  throw new TaskonomyError("NOT_FOUND", "there is nothing at this path: GraphQL is at /graphql");
};
