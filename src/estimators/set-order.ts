import { byCodePoint } from "../domain/names.ts";

/**
 * Source sets of one target in the order in which to train them: of each order first the set of the best sources (least sum of
 * places in `ranking`, best first), then all the second ones, and so on; lower orders before higher ones. Sets with a source that is not
 * in the ranking are left out. Pure.
 */
export function setsInOrder<S extends { sources: string[] }>(sets: S[], ranking: string[]): S[] {
  const sum = ({ sources }: S): number => sources.reduce((total, source) => total + ranking.indexOf(source), 0);
  const trainable = sets.filter(({ sources }) => sources.every((source) => ranking.includes(source)));
  const orders = [...new Set(trainable.map(({ sources }) => sources.length))].sort((a, b) => a - b);
  const byOrder = orders.map((order) =>
    trainable
      .filter(({ sources }) => sources.length === order)
      .sort((a, b) => sum(a) - sum(b) || byCodePoint(a.sources.join("+"), b.sources.join("+"))),
  );
  const longest = Math.max(0, ...byOrder.map((sorted) => sorted.length));
  return Array.from({ length: longest }, (_, place) =>
    byOrder.flatMap((sorted) => sorted.slice(place, place + 1)),
  ).flat();
}
