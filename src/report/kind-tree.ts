import { cutTree, wardTree } from "../analysis/tree.ts";
import { transferVectors } from "../analysis/vectors.ts";
import { randomOf } from "../domain/random.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { type Check, fixed, notMeasured, passIf, type Row } from "./check.ts";
import { compared, headlineOf } from "./compared.ts";
import type { Evidence, KindOf } from "./evidence.ts";
import { kindName } from "./kind-name.ts";
import { adjustedRandIndex } from "./rand-index.ts";
import type { Scopes } from "./scopes.ts";

const NAME = "Task tree";
const QUESTION = "Do tasks of a kind transfer out alike?";
const PERMUTATIONS = 9999;
const LEVEL = 0.05;

/** Ward's tree by rank vectors, cut into as many clusters as there are kinds. Null for fewer than three tasks or two kinds. */
function clustersOf(edges: ProgramEdge[], kindOf: KindOf): string[][] | null {
  const { tasks, rows } = transferVectors(edges, "rank");
  const kinds = new Set(tasks.map(kindOf)).size;
  return tasks.length < 3 || kinds < 2 ? null : cutTree(wardTree(tasks, rows), kinds);
}

/** Cluster and kind of each task. */
function partitions(clusters: string[][], kindOf: KindOf): [clusters: string[], kinds: string[]] {
  const tasks = clusters.flatMap((cluster, i) => cluster.map((task) => ({ task, cluster: String(i) })));
  return [tasks.map(({ cluster }) => cluster), tasks.map(({ task }) => kindOf(task))];
}

/** Adjusted Rand index of the clusters and the kinds. */
function treeFigure(edges: ProgramEdge[], kindOf: KindOf): number | null {
  const clusters = clustersOf(edges, kindOf);
  return clusters === null ? null : adjustedRandIndex(...partitions(clusters, kindOf));
}

export function kindTree(evidence: Evidence, scopes: Scopes): Check {
  const { own, kindOf, seed } = evidence;
  const clusters = clustersOf(own.edges.filter(scopes.claimed.keeps), kindOf);
  const figure = clusters === null ? null : adjustedRandIndex(...partitions(clusters, kindOf));
  if (clusters === null || figure === null) return notMeasured(NAME, QUESTION, "needs three tasks of two kinds");
  const p = chanceOf(figure, partitions(clusters, kindOf), seed);
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(p < LEVEL),
    reason:
      `adjusted Rand index ${fixed(figure)} of kinds and as many clusters (${scopes.claimed.name}), p = ${p.toPrecision(2)} of ` +
      `${PERMUTATIONS} permutations of the kinds (seed ${seed}); passes below ${LEVEL}`,
    headline: headlineOf(evidence, (edges) => treeFigure(edges.filter(scopes.claimed.keeps), kindOf), 0),
    tables: [
      {
        title: "Adjusted Rand index of kinds and clusters (1 the same, 0 by chance)",
        rows: scopes.all.map(
          ({ name, keeps }): Row => ({
            ...{ targets: name, ...compared(evidence, (edges) => treeFigure(edges.filter(keeps), kindOf)) },
            chance: 0,
          }),
        ),
      },
      {
        title: `Clusters (${scopes.claimed.name})`,
        rows: clusters.map((cluster, i): Row => {
          const tasks = cluster.map((task) => `${task} (${kindName(kindOf(task))})`);
          return { cluster: i + 1, tasks: tasks.join(", ") };
        }),
      },
    ],
  };
}

function chanceOf(figure: number, [clusters, kinds]: [string[], string[]], seed: number): number {
  const random = randomOf("kind tree", seed);
  const permuted = [...kinds];
  let asMuch = 0;
  for (let i = 0; i < PERMUTATIONS; i++) {
    if (adjustedRandIndex(clusters, random.shuffle(permuted))! >= figure - 1e-12) asMuch++;
  }
  return (1 + asMuch) / (1 + PERMUTATIONS);
}
