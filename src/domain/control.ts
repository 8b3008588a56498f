import { RANDOM } from "./task.ts";

/**
 * Whether an edge is a control, no edge of the program: every one from `random`, and t -> t from the target's own encoder beside its
 * self edge. A set that has the target among others is an edge like any other: it costs the target's labels too. Pure.
 */
export const isControl = ({ sources, target, self }: { sources: string[]; target: string; self: boolean }): boolean =>
  sources.includes(RANDOM) || (!self && sources.length === 1 && sources[0] === target);
