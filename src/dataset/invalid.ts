import { TaskonomyError } from "../domain/errors.ts";

/** A defect of one file of a data set. */
export function invalid(file: string, what: string, cause?: unknown): TaskonomyError {
  return new TaskonomyError("DATASET_INVALID", `${file}: ${what}`, { cause });
}
