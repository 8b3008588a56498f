import type { Scores } from "./expectation.ts";
import { nextPairs } from "./training-order.ts";

export interface Choosing {
  /** What is believed of every candidate before anything has arrived. */
  prior: Scores;
  /** First-order sources that a target gets in a round, and in all. */
  perRound: number;
  most(target: string): number;
  /** Those of these sources that have a result for the target, best first. */
  ranking(target: string, trained: string[]): string[];
}

/**
 * The sources to train for each target, a list a round. A round is chosen knowing the rounds before it and nothing else, so the same
 * results give the same choice whenever it is made. Pure.
 */
export function chosenInRounds({ prior, perRound, most, ranking }: Choosing, rounds: number): Map<string, string[][]> {
  const chosen = new Map([...prior.keys()].map((target): [string, string[][]] => [target, []]));
  for (let round = 1; round <= rounds; round++) {
    const arrived = new Map(
      [...chosen].map(([target, lists]) => [target, scoresOf(lists.flat(), ranking(target, lists.flat()))]),
    );
    const pairs = nextPairs(prior, arrived, perRound);
    for (const [target, lists] of chosen) {
      const next = pairs.filter((pair) => pair.target === target).map(({ source }) => source);
      lists.push(next.slice(0, most(target) - lists.flat().length));
    }
  }
  return chosen;
}

/** Sources that were trained without a result come last. */
const scoresOf = (trained: string[], ranking: string[]): Map<string, number> =>
  new Map(trained.map((source) => [source, ranking.includes(source) ? -ranking.indexOf(source) : -ranking.length]));
