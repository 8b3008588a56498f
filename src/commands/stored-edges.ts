import { TaskonomyError } from "../domain/errors.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { edgesOf } from "../store/transfers.ts";

/** What the program asks of a stored experiment. */
export interface StoredEdges {
  edges: ProgramEdge[];
  tasks: Record<string, { labelCost: number; importance: number }>;
}

/** The computed transfers of an experiment, with their affinities as of now. NOT_FOUND; BAD_INPUT where it has none yet. */
export async function storedEdges(graph: Graph, experiment: string): Promise<StoredEdges> {
  const { tasks, status } = await requireExperiment(graph, experiment);
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
  };
}
