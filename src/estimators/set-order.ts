import { byCodePoint } from "../domain/names.ts";
import type { Scores } from "./expectation.ts";

/**
 * Source sets in the order in which to train them, once first-order transfers have arrived: of each target and order first the set of
 * the best sources (least sum of ranks), then all the second ones, and so on; lower orders before higher ones. Sets with a source that
 * was not trained for the target are left out. Pure.
 */
export function setsInOrder<S extends { sources: string[]; target: string }>(sets: S[], arrived: Scores): S[] {
  const groups = new Map<string, { set: S; sum: number }[]>();
  const ranks = new Map([...arrived].map(([target, scores]) => [target, ranksOf(scores)]));
  for (const set of sets) {
    const { sources, target } = set;
    const sum = sources.reduce((total, source) => total + (ranks.get(target)?.get(source) ?? Number.NaN), 0);
    if (Number.isNaN(sum)) continue;
    const group = `${target}/${sources.length}`;
    groups.set(group, [...(groups.get(group) ?? []), { set, sum }]);
  }
  const placed = [...groups.values()].flatMap((group) =>
    group
      .sort((a, b) => a.sum - b.sum || byCodePoint(nameOf(a.set), nameOf(b.set)))
      .map(({ set }, place) => ({ set, place })),
  );
  return placed
    .sort(
      (a, b) =>
        a.place - b.place || a.set.sources.length - b.set.sources.length || byCodePoint(a.set.target, b.set.target),
    )
    .map(({ set }) => set);
}

/** 1 for the best. */
function ranksOf(scores: ReadonlyMap<string, number>): Map<string, number> {
  const best = [...scores.keys()].sort((a, b) => scores.get(b)! - scores.get(a)! || byCodePoint(a, b));
  return new Map(best.map((source, i) => [source, i + 1]));
}

const nameOf = ({ sources }: { sources: string[] }): string => sources.join("+");
