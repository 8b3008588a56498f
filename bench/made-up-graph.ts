/**
 * A seeded experiment of any size: as many transfers into each task, seven in ten from single tasks, the others from sets of two to
 * four out of a pool that all targets share; affinities of a target are random and sum to 1.
 */
import { type Random, randomOf } from "../src/domain/random.ts";
import type { Transfer } from "../src/domain/transfer.ts";
import { newEdge } from "../src/store/edge.ts";
import { writeExperiment } from "../src/store/experiments.ts";
import { type Graph, transact } from "../src/store/graph.ts";
import { importedFrom } from "../src/store/provenance.ts";
import { ranksOf } from "../src/store/rank.ts";
import { saveTasks } from "../src/store/tasks.ts";
import { createEdges } from "../src/store/write-edges.ts";

const FIRST_ORDER = 0.7;

/** Stores it without events; returns the names of its tasks. */
export async function storeMadeUp(graph: Graph, id: string, tasks: number, transfers: number): Promise<string[]> {
  const names = taskNames(tasks);
  const each = Math.floor(transfers / tasks);
  const pool = sourceSets(names, each, randomOf("made-up-graph", "sets"));
  await storeExperiment(graph, id, names);
  for (const target of names) {
    const edges = edgesInto(target, { id, names, pool, each, random: randomOf("made-up-graph", target) });
    await transact(graph, (run) => createEdges(run, edges));
  }
  return names;
}

export const taskNames = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `t${String(i).padStart(4, "0")}`);

/** An imported experiment without transfers. */
export async function storeExperiment(graph: Graph, id: string, names: string[]): Promise<void> {
  await saveTasks(
    graph,
    names.map((name) => ({ name, kind: "OTHER", description: "", approximation: null })),
  );
  const tasks = names.map((task) => ({ task, role: "BOTH" as const, labelCost: 1, importance: 1 }));
  const experiment = { id, title: null, preset: null, seed: 0, settings: null, tasks };
  await transact(graph, (run) => writeExperiment(run, experiment, "IMPORTED"));
}

function sourceSets(names: string[], count: number, random: Random): string[][] {
  const sets = Array.from({ length: count }, () => {
    const order = 2 + random.integer(3);
    return [...new Set(Array.from({ length: order }, () => random.pick(names)))].sort();
  });
  return [...new Map(sets.map((set) => [set.join("+"), set])).values()].filter(({ length }) => length > 1);
}

interface Surroundings {
  id: string;
  names: string[];
  pool: string[][];
  /** Transfers into a target. */
  each: number;
  random: Random;
}

function edgesInto(target: string, { id, names, pool, each, random }: Surroundings): Transfer[] {
  const single = random.shuffle(names.filter((name) => name !== target)).slice(0, Math.round(FIRST_ORDER * each));
  const sets = random.shuffle(pool.filter((set) => !set.includes(target))).slice(0, each - single.length);
  const candidates = [...single.map((name) => [name]), ...sets];
  const strengths = candidates.map(() => -Math.log(1 - random.uniform()));
  const total = strengths.reduce((a, b) => a + b, 0);
  const edges = candidates.map((sources, i) =>
    madeUpEdge(id, { sources, target, affinity: strengths[i]! / total, gain: random.uniform() }),
  );
  const ranks = ranksOf(edges);
  return edges.map((edge) => ({ ...edge, rank: ranks.get(edge.key) ?? null }));
}

export const madeUpEdge = (
  experiment: string,
  { affinity, ...edge }: { sources: string[]; target: string; affinity: number; gain: number },
): Transfer =>
  newEdge(
    {
      ...{ ...edge, quality: edge.gain / 2, self: false, control: false, status: "COMPUTED", error: null },
      ...{ meanLoss: null, losses: null, provenance: importedFrom("made-up") },
    },
    { experiment, affinity, rank: null, at: "2026-01-01T00:00:00.000Z" },
  );
