import { TaskonomyError } from "./errors.ts";
import type { Experiment } from "./experiment.ts";

/** Refuses an experiment of whose table a part is there: no answer from it would be the table's. WRONG_STATE. */
export function requireWhole<E extends Pick<Experiment, "id" | "status">>(experiment: E): E {
  if (experiment.status !== "IMPORTING") return experiment;
  throw new TaskonomyError(
    "WRONG_STATE",
    `experiment ${experiment.id} is IMPORTING: wait for its end, or import it again with --replace if that was interrupted`,
  );
}
