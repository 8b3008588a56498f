import { isControlTask } from "./control.ts";
import type { NewExperiment } from "./experiment.ts";
import { byCodePoint } from "./names.ts";

type Roles = Pick<NewExperiment, "tasks">;

/** Tasks that may be sources, controls included, by code point. */
export const sourcesOf = ({ tasks }: Roles): string[] =>
  tasks
    .filter(({ role }) => role !== "TARGET")
    .map(({ task }) => task)
    .sort(byCodePoint);

export const targetsOf = ({ tasks }: Roles): string[] =>
  tasks
    .filter(({ role, task }) => role !== "SOURCE" && !isControlTask(task))
    .map(({ task }) => task)
    .sort(byCodePoint);

/** Sources that may serve a target: neither itself nor a control. Only these enter its beam. */
export const candidatesOf = (experiment: Roles, target: string): string[] =>
  sourcesOf(experiment).filter((source) => source !== target && !isControlTask(source));

/** The other sources of a target, whose transfers are controls: itself, `random`, `shuffled`. */
export const controlsOf = (experiment: Roles, target: string): string[] =>
  sourcesOf(experiment).filter((source) => source === target || isControlTask(source));
