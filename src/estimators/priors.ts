import type { Estimate, EstimateMethod } from "../domain/estimate.ts";
import { randomOf } from "../domain/random.ts";
import type { TaskKind } from "../domain/task.ts";
import type { Scores } from "./expectation.ts";

/** Sources that may be trained for each target. */
export type Candidates = ReadonlyMap<string, readonly string[]>;

/** No belief: a random order for each target. */
export function randomPrior(candidates: Candidates, seed: number): Scores {
  const random = randomOf("training order", seed);
  return scoresOf(candidates, () => random.uniform());
}

/** Sources of the target's kind first, in random order among themselves, as are the others. */
export function kindPrior(candidates: Candidates, kindOf: (task: string) => TaskKind, seed: number): Scores {
  const random = randomOf("training order", seed);
  return scoresOf(candidates, (source, target) => (kindOf(source) === kindOf(target) ? 1 : 0) + random.uniform() / 2);
}

/** By a method's estimates; a source without one comes last. */
export function estimatePrior(candidates: Candidates, estimates: Estimate[], method: EstimateMethod): Scores {
  const values = new Map(
    estimates.filter((estimate) => estimate.method === method).map((e) => [`${e.source}>${e.target}`, e.value]),
  );
  return scoresOf(candidates, (source, target) => values.get(`${source}>${target}`) ?? Number.NEGATIVE_INFINITY);
}

const scoresOf = (candidates: Candidates, score: (source: string, target: string) => number): Scores =>
  new Map(
    [...candidates].map(([target, sources]) => [
      target,
      new Map(sources.map((source) => [source, score(source, target)])),
    ]),
  );
