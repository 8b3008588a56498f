import { TaskonomyError } from "./errors.ts";
import { byCodePoint, didYouMean } from "./names.ts";

const notFound = (sentence: string, name: string, known: Iterable<string>): TaskonomyError =>
  new TaskonomyError("NOT_FOUND", sentence + didYouMean(name, known));

/** NOT_FOUND for a name that is none of the known tasks, with the nearest of them. */
export const unknownTask = (name: string, known: Iterable<string>): TaskonomyError =>
  notFound(`there is no task ${JSON.stringify(name)}`, name, known);

/** NOT_FOUND for an id that is none of the known experiments, with the nearest of them. */
export const unknownExperiment = (id: string, known: Iterable<string>): TaskonomyError =>
  notFound(`there is no experiment ${JSON.stringify(id)}`, id, known);

/** NOT_FOUND for a task that an experiment does not have, with those that it has. */
export const noTransfersOf = (task: string, experiment: string, tasks: Iterable<string>): TaskonomyError =>
  new TaskonomyError(
    "NOT_FOUND",
    `experiment ${experiment} has no transfers from or into ${task}: its tasks are ${[...tasks].sort(byCodePoint).join(", ")}`,
  );

/** NOT_FOUND for a task that is none of an experiment's targets, with the nearest of them. */
export const noTransfersInto = (target: string, experiment: string, targets: Iterable<string>): TaskonomyError =>
  notFound(`experiment ${experiment} has no transfers into ${target}`, target, targets);
