import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { listJobs } from "../store/jobs.ts";
import type { ExperimentQueue } from "./enqueue.ts";
import { type ExperimentProgress, measureProgress, type RunningJob } from "./measure-progress.ts";

export type { ExperimentProgress } from "./measure-progress.ts";

/** How far an experiment is: finished jobs by the graph, running ones by Redis (none where it does not answer). */
export async function experimentProgress(
  queue: ExperimentQueue,
  graph: Graph,
  id: string,
): Promise<ExperimentProgress> {
  const [experiment, records, running] = await Promise.all([
    requireExperiment(graph, id),
    listJobs(graph, id),
    runningJobs(queue, id),
  ]);
  return measureProgress(experiment, records, running);
}

async function runningJobs(queue: ExperimentQueue, id: string): Promise<RunningJob[]> {
  const active = await queue.jobs.getActive().catch(() => []);
  return active
    .filter((job) => job?.data.experiment === id)
    .map((job) => ({ job: job.data.job.id, fraction: typeof job.progress === "number" ? job.progress : 0 }));
}
