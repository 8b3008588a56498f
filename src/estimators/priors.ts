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

const scoresOf = (candidates: Candidates, score: (source: string, target: string) => number): Scores =>
  new Map(
    [...candidates].map(([target, sources]) => [
      target,
      new Map(sources.map((source) => [source, score(source, target)])),
    ]),
  );
