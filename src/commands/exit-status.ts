import { type ErrorCode, TaskonomyError } from "../domain/errors.ts";

/** Codes that mean wrong usage or bad input: exit status 2. */
const USAGE: ReadonlySet<ErrorCode> = new Set([
  "BAD_INPUT",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "WRONG_STATE",
  "NO_LOSSES",
  "CURSOR_FOREIGN",
]);

/** Prints a failure as one line on standard error (a defect with its stack) and returns the exit status for it. */
export function reportFailure(error: unknown): 1 | 2 {
  if (!(error instanceof TaskonomyError)) {
    console.error(error);
    return 1;
  }
  console.error(`taskonomy: ${error.message}`);
  return USAGE.has(error.code) ? 2 : 1;
}
