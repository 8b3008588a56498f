import { byCodePoint } from "../domain/names.ts";
import { randomOf } from "../domain/random.ts";
import { drawQualities } from "./belief.ts";
import { growingTaxonomies, type NumberedEdge } from "./growing.ts";
import type { Pair, Scores } from "./scores.ts";

/** How often it is drawn what all transfers may turn out to be. */
const DRAWS = 32;
/** What taxonomies of the expected Qualities count, beside one draw: so that those that look best by now are completed. */
const EXPECTED = 16;
/** Of a self edge (method section 0). */
const SELF_QUALITY = 0.5;

/**
 * The round of transfers to train next: for each target the untrained sources (`perTarget` at most) that the best taxonomies are most
 * likely to use, whatever the budget of labels. Thompson sampling: taxonomies are solved on draws of the Qualities that are believed
 * possible, so that what is unsure is tried where it may matter. `prior` has every candidate (0 to 1), `arrived` the Qualities of
 * earlier rounds. A pure function of these and the name of the draws, so that an experiment that continues chooses as one never stopped.
 */
export function nextPairs(prior: Scores, arrived: Scores, perTarget: number, ...name: (string | number)[]): Pair[] {
  const targets = [...prior.keys()];
  const pairs = targets.flatMap((target) => [...prior.get(target)!.keys()].map((source): Pair => ({ source, target })));
  const drawn = drawQualities(pairs, prior, arrived, DRAWS, randomOf("training order", ...name));
  const expected = pairs.map((_, i) => drawn.reduce((sum, values) => sum + values[i]!, 0) / DRAWS);

  const uses = new Float64Array(pairs.length);
  const edgesOf = program(targets, pairs);
  const count = (qualities: ArrayLike<number>, weight: number): void => {
    for (const taxonomy of growingTaxonomies(edgesOf(qualities))) {
      for (const edge of taxonomy) if (edge < pairs.length) uses[edge]! += weight;
    }
  };
  for (const qualities of drawn) count(qualities, 1);
  count(expected, EXPECTED);

  const untrained = [...pairs.keys()].filter((i) => !arrived.get(pairs[i]!.target)?.has(pairs[i]!.source));
  untrained.sort(
    (a, b) => uses[b]! - uses[a]! || expected[b]! - expected[a]! || byCodePoint(pairs[a]!.source, pairs[b]!.source),
  );
  return targets.flatMap((target) =>
    untrained
      .map((i) => pairs[i]!)
      .filter((pair) => pair.target === target)
      .slice(0, perTarget),
  );
}

/** The program's edges for Qualities of the pairs: an edge a pair, then the self edges. Targets are the first tasks. */
function program(targets: string[], pairs: Pair[]): (qualities: ArrayLike<number>) => NumberedEdge[] {
  const tasks = [...new Set([...targets, ...pairs.map(({ source }) => source)])];
  const numberOf = new Map(tasks.map((task, i) => [task, i]));
  const numbered = pairs.map(({ source, target }) => ({
    source: numberOf.get(source)!,
    target: numberOf.get(target)!,
  }));
  const self = targets.map((_, task): NumberedEdge => ({ source: task, target: task, value: SELF_QUALITY }));
  return (qualities) => [...numbered.map((pair, i) => ({ ...pair, value: qualities[i]! })), ...self];
}
