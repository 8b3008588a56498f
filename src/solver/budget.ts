import type { Choice, Program } from "./program.ts";

/** Relative. Label costs are decimal fractions, of which sums such as 0.1 + 0.2 are not exact. */
export const TOLERANCE = 1e-9;

export const costOf = ({ costs }: Program, sources: number[]): number =>
  sources.reduce((sum, source) => sum + costs[source]!, 0);

export const isAffordable = (program: Program, sources: number[]): boolean =>
  costOf(program, sources) <= program.budget * (1 + TOLERANCE);

/** Sources whose labels these choices need, forced ones included; ascending indices. */
export function neededSources({ bought }: Program, choices: Choice[]): number[] {
  return [...new Set([...bought, ...choices.flatMap(({ sources }) => sources)])].sort((a, b) => a - b);
}
