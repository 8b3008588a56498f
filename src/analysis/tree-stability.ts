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
export function treeStability(
  { tasks, targets, rows }: TransferVectors,
  resamples: number,
  seed: number,
): TreeStability {
  const tree = wardTree(tasks, rows);
  const clusters = mergesOf(tree).map(({ members }) => members.join("+"));
  const distances = copheneticDistances(tree, tasks);
  const random = randomOf("tree stability", seed);
  const counts = new Map(clusters.map((cluster) => [cluster, 0]));
  const correlations: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = targets.map(() => random.integer(targets.length));
    const other = wardTree(
      tasks,
      rows.map((row) => drawn.map((j) => row[j]!)),
    );
    for (const { members } of mergesOf(other)) {
      const cluster = members.join("+");
      const count = counts.get(cluster);
      if (count !== undefined) counts.set(cluster, count + 1);
    }
    correlations.push(pearson(distances, copheneticDistances(other, tasks)) ?? 0);
  }
  return {
    support: clusters.map((cluster) => counts.get(cluster)! / resamples),
    correlations: correlations.sort((a, b) => a - b),
  };
}
