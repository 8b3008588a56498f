import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";

/** Refuses what an imported experiment cannot do. NO_LOSSES. */
export function requireTrained(experiment: Experiment): Experiment {
  if (experiment.settings !== null) return experiment;
  throw new TaskonomyError(
    "NO_LOSSES",
    `experiment ${experiment.id} was imported: it has no models or losses to train with`,
  );
}
