import { RANDOM, SHUFFLED } from "./task.ts";

/** Whether a task is a source that learns nothing of images: `random`, `shuffled`. */
export const isControlTask = (task: string): boolean => task === RANDOM || task === SHUFFLED;

/**
 * Whether an edge is a control: every one from a control task, and t -> t from the target's own encoder beside its self edge. A set
 * that has the target among others is an edge like any other: it costs the target's labels too. Pure.
 */
export const isControl = ({ sources, target, self }: { sources: string[]; target: string; self: boolean }): boolean =>
  sources.some(isControlTask) || (!self && sources.length === 1 && sources[0] === target);

/** Whether the program may choose an edge: no control, but those from `random` where asked for. Pure. */
export const isProgramEdge = (
  { sources, control }: { sources: string[]; control: boolean },
  withRandom: boolean,
): boolean => (sources.includes(RANDOM) ? withRandom && !sources.includes(SHUFFLED) : !control);
