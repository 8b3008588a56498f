import type { Estimate, EstimateMethod } from "../domain/estimate.ts";
import type { TaskKind } from "../domain/task.ts";
import type { Scores } from "./scores.ts";

/** Sources that may be trained for each target. */
export type Candidates = ReadonlyMap<string, readonly string[]>;

/** What is believed of every candidate before anything has arrived, from 0 to 1. No belief: */
export const noPrior = (candidates: Candidates): Scores => scoresOf(candidates, () => 0);

/** Sources of the target's kind above all others. */
export const kindPrior = (candidates: Candidates, kindOf: (task: string) => TaskKind): Scores =>
  scoresOf(candidates, (source, target) => (kindOf(source) === kindOf(target) ? 1 : 0));

/** By a method's estimates, the lowest of all 0 and the highest 1; 0 without one. */
export function estimatePrior(candidates: Candidates, estimates: Estimate[], method: EstimateMethod): Scores {
  const some = estimates.filter((estimate) => estimate.method === method);
  const values = new Map(some.map((e) => [`${e.source}>${e.target}`, e.value]));
  const least = Math.min(...values.values());
  const range = Math.max(...values.values()) - least;
  return scoresOf(candidates, (source, target) => {
    const value = values.get(`${source}>${target}`);
    return value === undefined || range === 0 ? 0 : (value - least) / range;
  });
}

const scoresOf = (candidates: Candidates, score: (source: string, target: string) => number): Scores =>
  new Map(
    [...candidates].map(([target, sources]) => [
      target,
      new Map(sources.map((source) => [source, score(source, target)])),
    ]),
  );
