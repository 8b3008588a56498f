import { type Instance, targetCount } from "./instance.ts";

/**
 * The program with its rows (links x <= y, and cuts) priced instead of obeyed: what is left falls apart into one best edge a target,
 * and a knapsack of sources (fractional, so by ratio). Its value is an upper bound of the program's for any non-negative prices.
 */
export interface Relaxation {
  bound: number;
  /** By row. */
  prices: Float64Array;
  /** By source: sum of the prices of its rows, that for its cost, and the share bought. */
  earnings: Float64Array;
  ratio: Float64Array;
  bought: Float64Array;
  /** Sources by falling earnings for their cost. */
  order: Int32Array;
  /** Price of one unit of the budget. */
  budgetPrice: number;
  /** By target: its best edge under the prices, and what that is worth. */
  chosen: Int32Array;
  worth: Float64Array;
}

export function relaxationOf(instance: Instance, prices: Float64Array): Relaxation {
  const sources = instance.sources.length;
  const targets = targetCount(instance);
  const relaxation = {
    bound: Number.POSITIVE_INFINITY,
    prices,
    earnings: new Float64Array(sources),
    ratio: new Float64Array(sources),
    bought: new Float64Array(sources),
    order: Int32Array.from({ length: sources }, (_, s) => s),
    budgetPrice: 0,
    chosen: new Int32Array(targets),
    worth: new Float64Array(targets),
  };
  evaluate(instance, relaxation);
  return relaxation;
}

/** Insertion sort, as from one evaluation to the next the order hardly changes; ties keep their places. */
function sortByFalling(values: Float64Array, order: Int32Array): void {
  for (let i = 1; i < order.length; i++) {
    const item = order[i]!;
    const value = values[item]!;
    let at = i - 1;
    while (at >= 0 && values[order[at]!]! < value) {
      order[at + 1] = order[at]!;
      at--;
    }
    order[at + 1] = item;
  }
}

/** Brings the rest up to date with the prices. */
export function evaluate(instance: Instance, relaxation: Relaxation): void {
  const { edgeStart, weights, linkStart, links, linkSource, cuts, edgeCutStart, edgeCuts } = instance;
  const { prices, earnings, chosen, worth } = relaxation;
  earnings.fill(0);
  let total = instance.decided;
  for (let l = 0; l < linkSource.length; l++) earnings[linkSource[l]!]! += prices[l]!;
  for (let c = 0; c < cuts.length; c++) {
    const price = prices[linkSource.length + c]!;
    total += price * cuts[c]!.free;
    for (const s of cuts[c]!.sources) earnings[s]! += price;
  }
  for (let t = 0; t < chosen.length; t++) {
    let best = Number.NEGATIVE_INFINITY;
    for (let e = edgeStart[t]!; e < edgeStart[t + 1]!; e++) {
      let net = weights[e]!;
      if (net <= best) break;
      for (let m = linkStart[e]!; m < linkStart[e + 1]!; m++) net -= prices[links[m]!]!;
      for (let m = edgeCutStart[e]!; m < edgeCutStart[e + 1]!; m++) net -= prices[linkSource.length + edgeCuts[m]!]!;
      if (net > best) {
        best = net;
        chosen[t] = e;
      }
    }
    worth[t] = best;
    total += best;
  }
  relaxation.bound = total + fillKnapsack(instance, relaxation);
}

function fillKnapsack({ costs, capacity }: Instance, relaxation: Relaxation): number {
  const { earnings, ratio, bought, order } = relaxation;
  for (let s = 0; s < ratio.length; s++) ratio[s] = earnings[s]! / costs[s]!;
  sortByFalling(ratio, order);
  bought.fill(0);
  relaxation.budgetPrice = 0;
  let left = capacity;
  let total = 0;
  for (const s of order) {
    if (earnings[s]! <= 0) break;
    bought[s] = Math.min(1, left / costs[s]!);
    total += bought[s]! * earnings[s]!;
    left -= bought[s]! * costs[s]!;
    if (bought[s]! < 1) {
      relaxation.budgetPrice = ratio[s]!;
      break;
    }
  }
  return total;
}
