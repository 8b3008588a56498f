import { type Coverage, coverage } from "../domain/coverage.ts";
import { TaskonomyError } from "../domain/errors.ts";
import { requireWhole } from "../domain/require-whole.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { edgesOf } from "../store/transfers.ts";

/** What the program asks of a stored experiment. */
export interface StoredEdges {
  edges: ProgramEdge[];
  tasks: Record<string, { labelCost: number; importance: number }>;
  /** Where a training budget chose the first-order transfers: how many of them there are. Null: all. */
  chosen: Coverage | null;
}

/** The computed transfers of an experiment, with their affinities as of now. NOT_FOUND; WRONG_STATE while it is IMPORTING; BAD_INPUT where it has none yet. */
export async function storedEdges(graph: Graph, experiment: string): Promise<StoredEdges> {
  const found = requireWhole(await requireExperiment(graph, experiment));
  const { tasks, status, settings } = found;
  const edges = (await edgesOf(graph, experiment)).flatMap((edge): ProgramEdge[] => {
    const { target, sources, order, self, control, affinity, gain, quality } = edge;
    return affinity === null ? [] : [{ target, sources, order, self, control, affinity, gain, quality }];
  });
  if (edges.length === 0) {
    throw new TaskonomyError("BAD_INPUT", `experiment ${experiment} is ${status} and has no computed transfers yet`);
  }
  return {
    edges,
    tasks: Object.fromEntries(tasks.map(({ task, labelCost, importance }) => [task, { labelCost, importance }])),
    chosen: settings?.trainingBudget ? coverage(found, edges) : null,
  };
}

/** The same for a question of a user, who is told on standard error what a training budget left out. */
export async function askedEdges(graph: Graph, experiment: string): Promise<StoredEdges> {
  const stored = await storedEdges(graph, experiment);
  const { chosen } = stored;
  if (chosen !== null) {
    const message = `a training budget chose ${chosen.trained} of the ${chosen.candidates} first-order transfers of ${experiment}`;
    console.error(`note: ${message}; the answer is among these and their sets`);
  }
  return stored;
}
