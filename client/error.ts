import type { GraphQLFormattedError } from "graphql";
import type { ErrorCode } from "./schema.ts";

/** The server's refusal. Where no server answered, the error is an ordinary one. */
export class TaskonomyError extends Error {
  /** Out of the table of docs/errors.md. */
  readonly code: ErrorCode;
  /** All of the answer's errors; this one is the first. */
  readonly errors: readonly GraphQLFormattedError[];

  constructor(code: ErrorCode, message: string, errors: readonly GraphQLFormattedError[] = []) {
    super(message);
    this.name = "TaskonomyError";
    this.code = code;
    this.errors = errors;
  }
}

export function refusal(errors: readonly GraphQLFormattedError[]): TaskonomyError {
  const [{ message, extensions }] = errors as [GraphQLFormattedError];
  return new TaskonomyError(extensions?.code as ErrorCode, message, errors);
}
