import type { Scores } from "./scores.ts";
import { nextPairs } from "./training-order.ts";

/** First-order sources that a target gets in a round: with fewer a readout takes longer, with more they are chosen knowing less. */
export const PER_ROUND = 2;

export interface Choosing {
  /** What is believed of every candidate before anything has arrived, from 0 to 1. */
  prior: Scores;
  /** First-order sources that a target gets in all. */
  most(target: string): number;
  /** Of a trained transfer; null where it failed. */
  quality(source: string, target: string): number | null;
  /** Of what is drawn. */
  seed: number;
}

/**
 * The sources to train for each target, a list a round. A round is chosen knowing the rounds before it and nothing else, so the same
 * results give the same choice whenever it is made. Pure.
 */
export function chosenInRounds({ prior, most, quality, seed }: Choosing, rounds: number): Map<string, string[][]> {
  const chosen = new Map([...prior.keys()].map((target): [string, string[][]] => [target, []]));
  for (let round = 1; round <= rounds; round++) {
    const arrived = new Map(
      [...chosen].map(([target, lists]) => {
        // A source that failed would fail again.
        const known = lists.flat().map((source): [string, number] => [source, quality(source, target) ?? 0]);
        return [target, new Map(known)];
      }),
    );
    const pairs = nextPairs(prior, arrived, PER_ROUND, seed, round);
    for (const [target, lists] of chosen) {
      const next = pairs.filter((pair) => pair.target === target).map(({ source }) => source);
      lists.push(next.slice(0, most(target) - lists.flat().length));
    }
  }
  return chosen;
}
