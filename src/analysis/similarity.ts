import { badInput } from "../domain/errors.ts";
import type { ResamplingUnit } from "../domain/resampling-unit.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { inThread } from "./in-thread.ts";
import { type MeasuredEdges, resampledEdges } from "./resampled-edges.ts";
import { mergesOf, newick, type Tree, wardTree } from "./tree.ts";
import type { TreeStability } from "./tree-stability.ts";
import { type TransferVectors, transferVectors, type VectorKind } from "./vectors.ts";

/** Tasks that were merged. */
interface TaskCluster {
  tasks: string[];
  height: number;
  /** Share of the resamples with a cluster of the same tasks. */
  support: number;
}

export interface Similarity {
  vectors: VectorKind;
  tasks: string[];
  /** The entries of a task's vector. */
  targets: string[];
  /** Entries without a transfer, set to the median of their target. */
  filled: number;
  tree: Tree;
  /** Lowest first; the last one is all tasks. */
  clusters: TaskCluster[];
  /** With branch lengths, and the support of each inner node as its label. */
  newick: string;
  /** What was drawn again; null: the targets. */
  by: ResamplingUnit | null;
  resamples: number;
  seed: number;
  /** Cophenetic correlation of the tree with those of the resamples: its mean, and what 5% of them are below. */
  stability: { mean: number; low: number };
  note: string;
}

export interface SimilarityAsked {
  vectors: VectorKind;
  resamples: number;
  seed: number;
}

/** What is drawn again in place of the targets: the same edges with their losses, and the unit to draw. */
interface DrawnImages {
  by: ResamplingUnit;
  measured: MeasuredEdges;
}

const MAX_TASKS = 300;
const MAX_RESAMPLES = 10_000;
/** tasks^3 x resamples: about a minute. */
const MAX_WORK = 5e9;

const NOTE = "Ward's clustering of tasks by how they transfer out at first order.";
const BY_TARGETS =
  "Support and stability: the targets are drawn again with replacement, so they tell how much the tree hangs on the choice of targets, " +
  "not on the test images.";
const BY_IMAGES =
  "Support and stability: the test images are drawn again and all affinities computed anew, so they tell how much the tree hangs on the " +
  "test images, not on the choice of targets.";

/** Which tasks transfer alike. The targets are drawn again, or the test images where they are given. Errors: BAD_INPUT, NO_LOSSES. */
export async function similarity(
  edges: ProgramEdge[],
  { vectors: kind, resamples, seed }: SimilarityAsked,
  images: DrawnImages | null,
  signal?: AbortSignal,
): Promise<Similarity> {
  const vectors = transferVectors(edges, kind);
  const { tasks, targets, rows, filled } = vectors;
  if (tasks.length < 2 || tasks.length > MAX_TASKS) {
    throw badInput(`${tasks.length} tasks with first-order transfers: allowed are 2 to ${MAX_TASKS}`);
  }
  const most = Math.min(MAX_RESAMPLES, Math.floor(MAX_WORK / tasks.length ** 3));
  if (!(Number.isInteger(resamples) && resamples >= 1 && resamples <= most)) {
    throw badInput(`resamples ${resamples}: allowed are 1 to ${most} for ${tasks.length} tasks`);
  }
  const { support, correlations } =
    images === null
      ? await inThread(signal, "stabilityByTargets", vectors, resamples, seed)
      : await stabilityByImages(vectors, { vectors: kind, resamples, seed }, images, signal);
  const tree = wardTree(tasks, rows);
  const merges = mergesOf(tree);
  const supportOf = new Map(merges.map(({ members }, i) => [members, support[i]!]));
  return {
    ...{ vectors: kind, tasks, targets, filled, tree, by: images?.by ?? null, resamples, seed },
    note: `${NOTE} ${images === null ? BY_TARGETS : BY_IMAGES}`,
    clusters: merges.map(({ members, height }) => ({ tasks: members, height, support: supportOf.get(members)! })),
    newick: newick(tree, ({ members }) => String(supportOf.get(members)!)),
    stability: {
      mean: correlations.reduce((sum, value) => sum + value, 0) / resamples,
      low: correlations[Math.floor(0.05 * resamples)]!,
    },
  };
}

async function stabilityByImages(
  vectors: TransferVectors,
  { vectors: kind, resamples, seed }: SimilarityAsked,
  { by, measured }: DrawnImages,
  signal: AbortSignal | undefined,
): Promise<TreeStability> {
  const resampled = await resampledEdges(measured, vectors.targets, { by, resamples, seed }, signal);
  const rows = Array.from({ length: resamples }, (_, number) => transferVectors(resampled.of(number), kind).rows);
  return inThread(signal, "stabilityByVectors", vectors, rows);
}
