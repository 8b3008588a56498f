/**
 * Dictionaries of any size, seeded: tasks are points of a latent space, a source serves a target the better the nearer it lies, and a
 * set serves it better than its members do, with diminishing returns. For each target the self edge, the 50 best sources and all
 * pairs, triples and quadruples of its best 5, with affinities that sum to 1; costs in [0.5, 2], a budget of a quarter of their sum.
 */
import { byCodePoint } from "../src/domain/names.ts";
import { randomOf } from "../src/domain/random.ts";
import type { ProgramEdge, ProgramInput } from "../src/solver/program.ts";

const DIMENSIONS = 6;
const WIDTH = 1.5;
const FIRST_ORDER = 50;
const BEAM = 5;
const MAX_ORDER = 4;
/** Share of a source's strength that a set keeps, and spread of the noise on the logarithm of every strength. */
const RETURNS = 0.6;
const NOISE = 0.15;
const SELF = 1.5;

export function dictionary(tasks: number, seed = 1): ProgramInput {
  const random = randomOf("solver-bench", tasks, seed);
  const names = Array.from({ length: tasks }, (_, i) => `t${String(i).padStart(4, "0")}`);
  const places = names.map(() => Array.from({ length: DIMENSIONS }, () => random.normal()));
  const noisy = (strength: number): number => strength * Math.exp(NOISE * random.normal());

  const edges = names.flatMap((target, t): ProgramEdge[] => {
    const strengths = places.map((place) => noisy(Math.exp(-squaredDistance(place, places[t]!) / (2 * WIDTH ** 2))));
    const ranked = names
      .flatMap((_, s) => (s === t ? [] : [s]))
      .sort((a, b) => strengths[b]! - strengths[a]!)
      .slice(0, FIRST_ORDER);
    const sets = subsets(ranked.slice(0, BEAM)).filter(({ length }) => length >= 2 && length <= MAX_ORDER);
    const together = (set: number[]): number => {
      const missing = set.map((s) => 1 - RETURNS * Math.min(1, strengths[s]!)).reduce((a, b) => a * b, 1);
      return noisy(Math.max(...set.map((s) => strengths[s]!)) + 1 - missing) / 2;
    };
    const candidates = [
      { sources: [t], self: true, strength: noisy(SELF) },
      ...ranked.map((s) => ({ sources: [s], self: false, strength: strengths[s]! })),
      ...sets.map((set) => ({ sources: set, self: false, strength: together(set) })),
    ];
    const total = candidates.reduce((sum, { strength }) => sum + strength, 0);
    return candidates.map(({ sources, self, strength }) => ({
      ...{ target, sources: sources.map((s) => names[s]!).sort(byCodePoint), order: sources.length, self },
      ...{ control: false, affinity: strength / total, gain: null, quality: null },
    }));
  });
  const costs = names.map(() => random.between(0.5, 2));
  return {
    ...{ edges, budget: costs.reduce((a, b) => a + b, 0) / 4, maxOrder: MAX_ORDER, objective: "affinity" },
    labelCosts: Object.fromEntries(names.map((name, i) => [name, costs[i]!])),
    ...{ importance: {}, force: [], forbid: [], withRandom: false, timeLimit: null },
  };
}

const squaredDistance = (a: number[], b: number[]): number => a.reduce((sum, x, i) => sum + (x - b[i]!) ** 2, 0);

function subsets(items: number[]): number[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_, i) => bits & (1 << i)));
}
