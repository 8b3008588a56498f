import { spearman } from "../analysis/correlation.ts";
import { ranksOf } from "../analysis/vectors.ts";

/** Numbers of first-order sources, by target and source; higher is better, and only their order within a target counts. */
export type Scores = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What is believed of a target before anything has arrived weighs as much as a fifth of a target that agrees with it fully. */
const PRIOR_WEIGHT = 0.2;
/** With so many sources trained for both, the agreement of two targets counts half. */
const HALF_TRUST = 3;
const LEAST_IN_COMMON = 3;

/**
 * The place, 0 worst to 1 best, that each source is expected to take for each target: the mean of `prior`'s place and the places it
 * took for other targets, weighted by how well (Spearman) their ranks and this target's agree on the sources trained for both. The
 * prior's source set of a target is all its candidates. Pure.
 */
export function expectedPlaces(prior: Scores, arrived: Scores): Scores {
  const places = new Map([...prior].map(([target, scores]) => [target, placesOf(scores)]));
  const seen = new Map(
    [...places].map(([target, expected]) => [target, taken(expected, arrived.get(target) ?? new Map())]),
  );
  return new Map(
    [...places].map(([target, expected]) => {
      const own = seen.get(target)!;
      const others = [...seen]
        .filter(([other]) => other !== target)
        .map(([, ranks]) => ({ ranks, weight: agreement(own, ranks) }));
      const mean = (source: string, place: number): number => {
        let [sum, weights] = [PRIOR_WEIGHT * place, PRIOR_WEIGHT];
        for (const { ranks, weight } of others) {
          const taken = ranks.get(source);
          if (taken === undefined) continue;
          sum += weight * taken;
          weights += weight;
        }
        return sum / weights;
      };
      return [target, new Map([...expected].map(([source, place]) => [source, mean(source, place)]))];
    }),
  );
}

/** 0 for the lowest score, 1 for the highest, equal ones at their mean. */
export function placesOf(scores: ReadonlyMap<string, number>): Map<string, number> {
  const ranks = ranksOf([...scores.values()]);
  const last = Math.max(1, ranks.length - 1);
  return new Map([...scores.keys()].map((source, i) => [source, (ranks[i]! - 1) / last]));
}

/**
 * Places of the sources that have arrived: they share out the places expected of them in the order in which they turned out. So a
 * source that is the worst of the few best ones trained does not count as bad.
 */
function taken(expected: Map<string, number>, arrived: ReadonlyMap<string, number>): Map<string, number> {
  const worstFirst = [...arrived.keys()].sort((a, b) => arrived.get(a)! - arrived.get(b)!);
  const places = worstFirst.map((source) => expected.get(source)!).sort((a, b) => a - b);
  return new Map(worstFirst.map((source, i) => [source, places[i]!]));
}

/** 0 where two targets disagree or have too little in common, up to 1. */
function agreement(a: Map<string, number>, b: Map<string, number>): number {
  const common = [...a.keys()].filter((source) => b.has(source));
  if (common.length < LEAST_IN_COMMON) return 0;
  const correlation = spearman(
    common.map((source) => a.get(source)!),
    common.map((source) => b.get(source)!),
  );
  return (Math.max(0, correlation ?? 0) * common.length) / (common.length + HALF_TRUST);
}
