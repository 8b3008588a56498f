import type { NewExperiment } from "./experiment.ts";
import { byCodePoint } from "./names.ts";
import { RANDOM } from "./task.ts";

type Roles = Pick<NewExperiment, "tasks">;

/** Tasks that may be sources, `random` included, by code point. */
export const sourcesOf = ({ tasks }: Roles): string[] =>
  tasks
    .filter(({ role }) => role !== "TARGET")
    .map(({ task }) => task)
    .sort(byCodePoint);

export const targetsOf = ({ tasks }: Roles): string[] =>
  tasks
    .filter(({ role, task }) => role !== "SOURCE" && task !== RANDOM)
    .map(({ task }) => task)
    .sort(byCodePoint);

/** Sources that may serve a target: neither itself nor the control. Only these enter its beam. */
export const candidatesOf = (experiment: Roles, target: string): string[] =>
  sourcesOf(experiment).filter((source) => source !== target && source !== RANDOM);

/** The other sources of a target, whose transfers are controls: itself, `random`. */
export const controlsOf = (experiment: Roles, target: string): string[] =>
  sourcesOf(experiment).filter((source) => source === target || source === RANDOM);
