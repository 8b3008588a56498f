import { int } from "neo4j-driver";
import type { Estimate, EstimateMethod } from "../domain/estimate.ts";
import { noExperiment } from "./experiments.ts";
import { type Graph, read, transact } from "./graph.ts";

/** Stores estimates of an experiment's transfers; those that it has of the same transfer and method are replaced. NOT_FOUND. */
export async function saveEstimates(graph: Graph, experiment: string, estimates: Estimate[]): Promise<void> {
  const parameters = estimates.map(({ source, target, ...rest }) => ({
    ...{ source, target },
    properties: {
      ...rest,
      key: `${experiment}/${source}/${target}/${rest.method}`,
      rank: int(rest.rank),
      images: int(rest.images),
    },
  }));
  await transact(graph, async (run) => {
    const tasks = await run<{ name: string }>("read/tasks-of-experiment", { experiment });
    const [lock] = await run("write/lock-experiment", { experiment, tasks: tasks.map(({ name }) => name) });
    if (lock === undefined) throw noExperiment(experiment);
    await run("write/save-estimates", { estimates: parameters });
  });
}

export interface EstimateQuery {
  experiment: string;
  target?: string | null;
  method?: EstimateMethod | null;
  first: number;
}

/** By target, method and rank. */
export async function listEstimates(graph: Graph, query: EstimateQuery): Promise<Estimate[]> {
  const { experiment, target = null, method = null, first } = query;
  return (await readEstimates(graph, { experiment, target, method, limit: first })).map(estimateOf);
}

/** All of them, by target, method and rank. */
export const estimatesOf = async (graph: Graph, experiment: string): Promise<Estimate[]> =>
  (await readEstimates(graph, { experiment, target: null, method: null, limit: Number.MAX_SAFE_INTEGER })).map(
    estimateOf,
  );

interface EstimateRow {
  estimate: Omit<Estimate, "source" | "target"> & { key: string };
  source: string;
  target: string;
  [column: string]: unknown;
}

const readEstimates = (graph: Graph, parameters: Record<string, unknown>): Promise<EstimateRow[]> =>
  read<EstimateRow>(graph, "read/estimates", parameters);

const estimateOf = ({ estimate: { key: _, ...estimate }, source, target }: EstimateRow): Estimate => ({
  ...estimate,
  source,
  target,
});
