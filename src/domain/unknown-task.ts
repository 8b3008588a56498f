import { TaskonomyError } from "./errors.ts";
import { nearestName } from "./names.ts";

/** NOT_FOUND for a name that is none of the known tasks, with the nearest of them. */
export function unknownTask(name: string, known: Iterable<string>): TaskonomyError {
  const nearest = nearestName(name, known);
  const hint = nearest === null ? "" : `: did you mean ${nearest}?`;
  return new TaskonomyError("NOT_FOUND", `there is no task ${JSON.stringify(name)}${hint}`);
}
