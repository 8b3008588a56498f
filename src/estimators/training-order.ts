import { byCodePoint } from "../domain/names.ts";
import { expectedPlaces, placesOf, type Scores } from "./expectation.ts";

/** A first-order transfer. */
export interface Pair {
  source: string;
  target: string;
}

/** A label is bought once for all targets: how much more a source's mean place over targets counts than its place for one. */
const BREADTH = 4;

/**
 * The round of transfers to train next, most promising first: for each target the untrained sources (`perTarget` at most) of the
 * highest expected places, where sources that serve many targets are preferred. `prior` has every candidate (estimates, or any other guess), `arrived` what
 * the rounds before gave. A pure function of both, so that an experiment that continues chooses as one that was never stopped.
 */
export function nextPairs(prior: Scores, arrived: Scores, perTarget: number): Pair[] {
  const expected = expectedPlaces(prior, arrived);
  const breadth = meanPlaces(expected);
  const worth = (place: number, source: string): number => place + BREADTH * breadth.get(source)!;
  return bestPairs(expected, arrived, perTarget, worth);
}

/** The same by the prior alone, whatever has arrived. */
export const nextPairsOfPrior = (prior: Scores, arrived: Scores, perTarget: number): Pair[] =>
  bestPairs(
    new Map([...prior].map(([target, scores]) => [target, placesOf(scores)])),
    arrived,
    perTarget,
    (place) => place,
  );

function bestPairs(
  expected: Scores,
  arrived: Scores,
  perTarget: number,
  worth: (place: number, source: string) => number,
): Pair[] {
  const pairs = [...expected].flatMap(([target, places]) => {
    const left = [...places]
      .filter(([source]) => !arrived.get(target)?.has(source))
      .map(([source, place]) => ({ source, target, worth: worth(place, source) }));
    return left.sort(byWorth).slice(0, perTarget);
  });
  return pairs.sort(byWorth).map(({ source, target }) => ({ source, target }));
}

type Rated = Pair & { worth: number };

const byWorth = (a: Rated, b: Rated): number =>
  b.worth - a.worth || byCodePoint(a.target, b.target) || byCodePoint(a.source, b.source);

/** Mean place of each source over the targets that it may serve. */
function meanPlaces(expected: Scores): Map<string, number> {
  const places = new Map<string, number[]>();
  for (const ofTarget of expected.values()) {
    for (const [source, place] of ofTarget) places.set(source, [...(places.get(source) ?? []), place]);
  }
  return new Map([...places].map(([source, all]) => [source, all.reduce((a, b) => a + b, 0) / all.length]));
}
