import type { NewExperiment } from "./experiment.ts";
import { candidatesOf, targetsOf } from "./task-roles.ts";

/** First-order transfers, controls left out. */
export interface Coverage {
  /** How many the tasks' roles allow. */
  candidates: number;
  /** How many of these have results. */
  trained: number;
}

interface Edge {
  order: number;
  self: boolean;
  control: boolean;
}

/** How many of an experiment's first-order transfers `edges` (those with results) holds. Pure. */
export const coverage = (experiment: Pick<NewExperiment, "tasks">, edges: Edge[]): Coverage => ({
  candidates: targetsOf(experiment).reduce((sum, target) => sum + candidatesOf(experiment, target).length, 0),
  trained: edges.filter(({ order, self, control }) => order === 1 && !self && !control).length,
});
