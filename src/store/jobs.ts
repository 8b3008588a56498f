import type { JobRecord } from "../domain/experiment.ts";
import { noExperiment } from "./experiments.ts";
import { type Graph, read, write } from "./graph.ts";

/** Records a finished job. One that is DONE already stays as it is. NOT_FOUND. */
export async function recordJob(graph: Graph, { experiment, ...properties }: JobRecord): Promise<void> {
  const [row] = await write(graph, "write/record-job", {
    experiment,
    key: `${experiment}/${properties.id}`,
    properties,
  });
  if (row === undefined) throw noExperiment(experiment);
}

/** By id. */
export async function listJobs(graph: Graph, experiment: string): Promise<JobRecord[]> {
  const rows = await read<{ job: Record<string, unknown> }>(graph, "read/list-jobs", { experiment });
  return rows.map(({ job: { key: _, ...job } }) => ({ error: null, ...job, experiment }) as JobRecord);
}

/** Forgets which jobs failed, so that a restart does them again. */
export async function forgetFailedJobs(graph: Graph, experiment: string): Promise<void> {
  await write(graph, "write/forget-failed-jobs", { experiment });
}
