import { Direction } from "./direction.ts";
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

/** Of ascents with cuts between them. */
export interface RepeatedPace extends Pace {
  /** A round of cuts is followed by another while it wins this share of what is left to the cutoff. */
  gain: number;
}

export interface Ascent {
  /** Under the best prices found. */
  relaxation: Relaxation;
  /** Averages over the last steps, near an optimum of the linear relaxation: of each source what share is bought, of each edge chosen. */
  bought: Float64Array;
  shares: Float64Array;
}

/** From prices of nothing; from those of another budget, or of fewer cuts; and from those of a similar instance. */
export const THOROUGH: Pace = { step: 1, patience: 60, least: 2e-4, most: 5000 };
export const STEADY: RepeatedPace = { step: 0.3, patience: 60, least: 1e-3, most: 2000, gain: 0.05 };
export const BRIEF: RepeatedPace = { step: 0.3, patience: 15, least: 0.02, most: 120, gain: 0.2 };

/** Share of the newest solution in the averages, after many. */
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
  const current = relaxationOf(instance, prices);
  const { bought, chosen } = current;
  const direction = new Direction(instance, prices);
  const bestPrices = prices.slice();
  let best = Number.POSITIVE_INFINITY;
  let { step } = pace;
  let idle = 0;
  const average = { bought: new Float64Array(bought.length), shares: new Float64Array(instance.weights.length) };
  // Of the newest step and of all: they grow instead of what is averaged fading.
  let weight = 1;
  let total = 0;
  for (let steps = 0; steps < pace.most; steps++) {
    if (steps > 0) evaluate(instance, current);
    weight /= 1 - RECENT;
    total += weight;
    for (let s = 0; s < bought.length; s++) average.bought[s]! += (weight / total) * (bought[s]! - average.bought[s]!);
    for (const e of chosen) average.shares[e]! += weight;
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
      direction.restart();
      continue;
    }
    const norm = direction.turn(current);
    if (norm < 1e-20) break;
    direction.move((step * (current.bound - goal)) / norm);
  }
  prices.set(bestPrices);
  evaluate(instance, current);
  for (let e = 0; e < average.shares.length; e++) average.shares[e]! /= total;
  return { relaxation: current, ...average };
}
