import { meanOf } from "../domain/mean.ts";
import { randomOf } from "../domain/random.ts";
import type { ProgramEdge } from "../solver/program.ts";
import type { KindOf } from "./evidence.ts";
import { groupBy } from "./numbers.ts";
import { percentiles } from "./percentiles.ts";

/** A source's percentile for a target, less the mean of that source. */
interface Residual {
  source: number;
  target: number;
  value: number;
}

export interface ContrastTest {
  /** Mean within kinds minus mean across kinds. */
  contrast: number;
  /** (1 + permutations with at least as much) / (1 + permutations), one-sided. */
  p: number;
  /** What 95% of the permutations are at most. */
  chance: number;
}

/**
 * Within minus across kinds: mean percentile rank of sources for targets of their own kind, less that for others, once each source's
 * mean percentile is removed (so that a source that is good for everything adds nothing). Controls are ranked, not counted. Null
 * where no pair of one kind, or of two, is left.
 */
export function contrastOf(edges: ProgramEdge[], kindOf: KindOf): number | null {
  const { kinds, residuals } = residualsOf(edges, kindOf);
  return difference(residuals, kinds);
}

/** Permutes the kinds of tasks, each jointly as source and as target. Seeded. */
export function contrastTest(
  edges: ProgramEdge[],
  kindOf: KindOf,
  permutations: number,
  seed: number,
): ContrastTest | null {
  const { kinds, residuals } = residualsOf(edges, kindOf);
  const contrast = difference(residuals, kinds);
  if (contrast === null) return null;
  const random = randomOf("block contrast", seed);
  const permuted = [...kinds];
  const drawn = Float64Array.from(
    { length: permutations },
    () => difference(residuals, random.shuffle(permuted))!,
  ).sort();
  // A permutation may be the true one, but for the rounding of its sums.
  const asMuch = drawn.filter((value) => value >= contrast - 1e-12).length;
  return { contrast, p: (1 + asMuch) / (1 + permutations), chance: drawn[Math.floor(0.95 * (permutations - 1))]! };
}

function residualsOf(edges: ProgramEdge[], kindOf: KindOf): { kinds: string[]; residuals: Residual[] } {
  const placed = percentiles(edges, { own: false }).filter(({ source }) => kindOf(source) !== "CONTROL");
  const tasks = [...new Set(placed.flatMap(({ source, target }) => [source, target]))].sort();
  const indexOf = new Map(tasks.map((task, i) => [task, i]));
  const residuals = [...groupBy(placed, ({ source }) => source).values()].flatMap((ofSource) => {
    const mean = meanOf(ofSource.map(({ percentile }) => percentile))!;
    return ofSource.map(({ source, target, percentile }) => {
      return { source: indexOf.get(source)!, target: indexOf.get(target)!, value: percentile - mean };
    });
  });
  return { kinds: tasks.map(kindOf), residuals };
}

function difference(residuals: Residual[], kinds: string[]): number | null {
  let [within, across, pairs] = [0, 0, 0];
  for (const { source, target, value } of residuals) {
    if (kinds[source] === kinds[target]) {
      within += value;
      pairs++;
    } else across += value;
  }
  const others = residuals.length - pairs;
  return pairs === 0 || others === 0 ? null : within / pairs - across / others;
}
