import { type Instance, targetCount } from "./instance.ts";
import type { Relaxation } from "./relaxation.ts";
import { BANNED, BOUGHT } from "./restrict.ts";

/** What a relaxation proves of an instance. */
export interface Fixing {
  /** By source. */
  state: Uint8Array;
  /** By edge: 0 where no better solution has it. */
  kept: Uint8Array;
}

/**
 * Decides sources and drops edges whose other state would push the bound to `cutoff` or below, by reduced costs: the budget's price
 * and those of the cuts stand, a banned source loses its edges, a bought one's links are free. Null: nothing above the cutoff is left.
 */
export function fixByReducedCost(instance: Instance, relaxation: Relaxation, cutoff: number): Fixing | null {
  const { edgeStart, weights, linkStart, links, linkSource, edgeCutStart, edgeCuts, costs } = instance;
  const { prices, earnings, worth, chosen, budgetPrice } = relaxation;
  const slack = relaxation.bound - cutoff;
  // By how much the bound falls if a source is banned, or bought.
  const ifBanned = earnings.map((earned, s) => Math.max(0, earned - budgetPrice * costs[s]!));
  const ifBought = earnings.map((earned, s) => Math.max(0, budgetPrice * costs[s]! - earned));
  const surcharge = ifBought.slice();

  const kept = new Uint8Array(weights.length);
  const gainIfFree = new Float64Array(linkSource.length);
  const net = new Float64Array(weights.length);
  for (let t = 0; t < targetCount(instance); t++) {
    for (let e = edgeStart[t]!; e < edgeStart[t + 1]!; e++) {
      let value = weights[e]!;
      let charged = 0;
      for (let m = linkStart[e]!; m < linkStart[e + 1]!; m++) {
        value -= prices[links[m]!]!;
        charged += surcharge[linkSource[links[m]!]!]!;
      }
      for (let m = edgeCutStart[e]!; m < edgeCutStart[e + 1]!; m++) value -= prices[linkSource.length + edgeCuts[m]!]!;
      net[e] = value;
      kept[e] = worth[t]! - value + charged < slack ? 1 : 0;
      for (let m = linkStart[e]!; m < linkStart[e + 1]!; m++) {
        const link = links[m]!;
        gainIfFree[link] = Math.max(gainIfFree[link]!, value + prices[link]! - worth[t]!);
      }
    }
    const c = chosen[t]!;
    for (let m = linkStart[c]!; m < linkStart[c + 1]!; m++) {
      let other = Number.NEGATIVE_INFINITY;
      for (let e = edgeStart[t]!; e < edgeStart[t + 1]!; e++) {
        if (net[e]! > other && !uses(instance, e, links[m]!)) other = net[e]!;
      }
      ifBanned[linkSource[links[m]!]!]! += worth[t]! - other;
    }
  }
  for (let l = 0; l < linkSource.length; l++) ifBought[linkSource[l]!]! += prices[l]! - gainIfFree[l]!;

  const state = new Uint8Array(costs.length);
  for (let s = 0; s < state.length; s++) {
    const mustBuy = ifBanned[s]! >= slack;
    const mustNot = ifBought[s]! >= slack || costs[s]! > instance.capacity;
    if (mustBuy && mustNot) return null;
    if (mustBuy) state[s] = BOUGHT;
    if (mustNot) state[s] = BANNED;
  }
  return { state, kept };
}

function uses({ linkStart, links }: Instance, edge: number, link: number): boolean {
  for (let m = linkStart[edge]!; m < linkStart[edge + 1]!; m++) if (links[m] === link) return true;
  return false;
}
