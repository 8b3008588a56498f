import type { Instance } from "./instance.ts";
import { evaluate, type Relaxation, relaxationOf } from "./relaxation.ts";

export interface Pace {
  /** Of the distance to the cutoff that a first step aims at. */
  step: number;
  /** Halved after so many steps without progress, until below `least`. */
  patience: number;
  least: number;
  /** Steps at most. */
  most: number;
}

export interface Ascent {
  /** Under the best prices found. */
  relaxation: Relaxation;
  /** By source: share bought, averaged over the last steps; near an optimum of the linear relaxation. */
  average: Float64Array;
}

/** From prices of nothing, or of another budget; and from those of a similar instance. */
export const THOROUGH: Pace = { step: 1, patience: 60, least: 2e-4, most: 5000 };
export const BRIEF: Pace = { step: 0.3, patience: 15, least: 0.02, most: 120 };

/** Share of a direction that is carried over from the last. */
const MOMENTUM = 0.7;
/** Share of the newest solution in the average. */
const RECENT = 0.05;
/** Steps between two looks at the sources that the relaxation buys. */
const LOOK_EVERY = 10;

/**
 * Lowers the bound by subgradient steps on `prices` (in place), with Polyak's length towards `cutoff()` and directions averaged as in
 * the volume algorithm (Barahona and Anbil 2000); ends when the bound is no higher than the cutoff. `look` gets the relaxation.
 */
export function ascend(
  instance: Instance,
  prices: Float64Array,
  pace: Pace,
  cutoff: () => number,
  look: (relaxation: Relaxation) => void,
): Ascent {
  const { linkSource, linkStart, links } = instance;
  const current = relaxationOf(instance, prices);
  const { bought, chosen } = current;
  const direction = new Float64Array(prices.length);
  const bestPrices = prices.slice();
  let best = Number.POSITIVE_INFINITY;
  let { step } = pace;
  let idle = 0;
  const average = bought.slice();
  for (let steps = 0; steps < pace.most; steps++) {
    if (steps > 0) evaluate(instance, current);
    for (let s = 0; s < average.length; s++) average[s]! += RECENT * (bought[s]! - average[s]!);
    if (steps % LOOK_EVERY === 0) look(current);
    const goal = cutoff();
    idle = current.bound < best - 1e-3 * (best - goal) ? 0 : idle + 1;
    if (current.bound < best) {
      best = current.bound;
      bestPrices.set(prices);
    }
    if (best <= goal) break;
    if (idle > pace.patience) {
      step /= 2;
      idle = 0;
      if (step < pace.least) break;
      prices.set(bestPrices);
      direction.fill(0);
      continue;
    }
    for (let l = 0; l < direction.length; l++) {
      direction[l] = MOMENTUM * direction[l]! - (1 - MOMENTUM) * bought[linkSource[l]!]!;
    }
    for (const e of chosen) {
      for (let m = linkStart[e]!; m < linkStart[e + 1]!; m++) direction[links[m]!]! += 1 - MOMENTUM;
    }
    let norm = 0;
    for (let l = 0; l < direction.length; l++) {
      if (prices[l] === 0 && direction[l]! < 0) direction[l] = 0;
      norm += direction[l]! ** 2;
    }
    if (norm < 1e-20) break;
    const length = (step * (current.bound - goal)) / norm;
    for (let l = 0; l < prices.length; l++) prices[l] = Math.max(0, prices[l]! + length * direction[l]!);
  }
  prices.set(bestPrices);
  evaluate(instance, current);
  return { relaxation: current, average };
}
