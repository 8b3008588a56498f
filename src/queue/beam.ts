import { byCodePoint, sortSources } from "../domain/names.ts";
import type { Settings } from "../domain/settings.ts";
import { taskDefinition } from "../tasks/registry.ts";

/**
 * Higher orders of which a target has at least one set to train, with so many sources; from the fifth on for single-image targets only
 * (method section 2). Pure.
 */
export function beamOrders({ beam, maxOrder }: Settings, target: string, sources: number): number[] {
  const multiView = taskDefinition(target).kind === "MULTI_VIEW";
  const orders: number[] = [];
  for (let order = 2; order <= maxOrder; order++) {
    if (Math.min(beam[order] ?? 0, sources) >= order && !(multiView && order >= 5)) orders.push(order);
  }
  return orders;
}

/**
 * Source sets of one order to train for a target (method section 2): every combination of `order` of the `width` best first-order
 * sources. `ranking` is best first. Each set sorted by code point, the sets by their joined names. Pure.
 */
export function beamSets(ranking: string[], width: number, order: number): string[][] {
  return combinations(ranking.slice(0, width), order)
    .map(sortSources)
    .sort((a, b) => byCodePoint(a.join("+"), b.join("+")));
}

/** How many sets `beamSets` makes of so many sources, over all orders. Pure. */
export function countSets(settings: Settings, target: string, sources: number): number {
  const sizes = beamOrders(settings, target, sources).map((order) =>
    choose(Math.min(settings.beam[order]!, sources), order),
  );
  return sizes.reduce((a, b) => a + b, 0);
}

function choose(n: number, k: number): number {
  let sets = 1;
  for (let i = 0; i < k; i++) sets = (sets * (n - i)) / (i + 1);
  return sets;
}

function combinations(items: string[], size: number): string[][] {
  if (size === 0) return [[]];
  if (size > items.length) return [];
  return items.flatMap((item, i) => combinations(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}
