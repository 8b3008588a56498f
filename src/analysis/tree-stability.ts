import { randomOf } from "../domain/random.ts";
import { pearson } from "./correlation.ts";
import { copheneticDistances, mergesOf, wardTree } from "./tree.ts";
import type { TransferVectors } from "./vectors.ts";

export interface TreeStability {
  /** For each merge of the tree, lowest first: the share of resamples whose tree has a cluster of the same tasks. */
  support: number[];
  /** Correlation of the cophenetic distances of the tree and of each resample's, sorted; 0 where one does not vary. */
  correlations: number[];
}

/** Draws the targets again with replacement (they are the features of the tasks), `resamples` times, and clusters anew. Seeded. */
export function stabilityByTargets(vectors: TransferVectors, resamples: number, seed: number): TreeStability {
  const { targets, rows } = vectors;
  const random = randomOf("tree stability", seed);
  const resampled = Array.from({ length: resamples }, () => {
    const drawn = targets.map(() => random.integer(targets.length));
    return (): number[][] => rows.map((row) => drawn.map((j) => row[j]!));
  });
  return compareTrees(vectors, resampled);
}

/** Clusters resampled vectors of the same tasks. */
export const stabilityByVectors = (vectors: TransferVectors, resampled: number[][][]): TreeStability =>
  compareTrees(
    vectors,
    resampled.map((rows) => () => rows),
  );

/** The tree of the vectors beside that of each resample's, whose rows are made when it is their turn. */
function compareTrees({ tasks, rows }: TransferVectors, resampled: (() => number[][])[]): TreeStability {
  const tree = wardTree(tasks, rows);
  const clusters = mergesOf(tree).map(({ members }) => members.join("+"));
  const distances = copheneticDistances(tree, tasks);
  const counts = new Map(clusters.map((cluster) => [cluster, 0]));
  const correlations: number[] = [];
  for (const rowsOf of resampled) {
    const other = wardTree(tasks, rowsOf());
    for (const { members } of mergesOf(other)) {
      const cluster = members.join("+");
      const count = counts.get(cluster);
      if (count !== undefined) counts.set(cluster, count + 1);
    }
    correlations.push(pearson(distances, copheneticDistances(other, tasks)) ?? 0);
  }
  return {
    support: clusters.map((cluster) => counts.get(cluster)! / resampled.length),
    correlations: correlations.sort((a, b) => a - b),
  };
}
