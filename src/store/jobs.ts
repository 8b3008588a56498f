import type { JobRecord } from "../domain/experiment.ts";
import { noExperiment } from "./experiments.ts";
import { type Graph, read, write } from "./graph.ts";
import { type Page, type Position, pageLimit, pageOf, parsePageCursor } from "./page.ts";

/** Records a finished job. One that is DONE already stays as it is. NOT_FOUND. */
export async function recordJob(graph: Graph, { experiment, ...properties }: JobRecord): Promise<void> {
  const [row] = await write(graph, "write/record-job", {
    experiment,
    key: `${experiment}/${properties.id}`,
    properties,
  });
  if (row === undefined) throw noExperiment(experiment);
}

/** All of them, by id. */
export const listJobs = (graph: Graph, experiment: string): Promise<JobRecord[]> =>
  readJobs(graph, experiment, null, Number.MAX_SAFE_INTEGER);

export interface JobQuery {
  experiment: string;
  first: number;
  after?: string | null;
}

/** A page of them, by id. */
export async function pageOfJobs(graph: Graph, { experiment, first, after }: JobQuery): Promise<Page<JobRecord>> {
  const position = after == null ? null : parsePageCursor(after, 1)[0]!;
  return pageOf(await readJobs(graph, experiment, position, pageLimit(first)), first, ({ id }) => [id]);
}

async function readJobs(graph: Graph, experiment: string, after: Position[0] | null, limit: number) {
  const rows = await read<{ job: Record<string, unknown> }>(graph, "read/list-jobs", { experiment, after, limit });
  return rows.map(({ job: { key: _, ...job } }) => ({ error: null, ...job, experiment }) as JobRecord);
}

/** Forgets which jobs failed, so that a restart does them again. */
export async function forgetFailedJobs(graph: Graph, experiment: string): Promise<void> {
  await write(graph, "write/forget-failed-jobs", { experiment });
}
