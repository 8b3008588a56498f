import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { knownRecords } from "./known-records.ts";
import { type ExperimentProgress, measureProgress, type RunningJob } from "./measure-progress.ts";
import type { ExperimentQueue } from "./queue.ts";

export type { ExperimentProgress } from "./measure-progress.ts";

/** How far an experiment is, or several together: finished jobs by the graph, running ones by Redis (none where it does not answer). */
export async function experimentProgress(
  queue: ExperimentQueue,
  graph: Graph,
  ...ids: string[]
): Promise<ExperimentProgress> {
  const [running, ...experiments] = await Promise.all([
    runningJobs(queue, ids),
    ...ids.map(async (id) => {
      const experiment = await requireExperiment(graph, id);
      return { experiment, records: await knownRecords(graph, experiment) };
    }),
  ]);
  return measureProgress(experiments, running);
}

async function runningJobs(queue: ExperimentQueue, ids: string[]): Promise<RunningJob[]> {
  const active = await queue.jobs.getActive().catch(() => []);
  return active.flatMap((queued) => {
    if (!queued || !ids.includes(queued.data.experiment)) return [];
    const { data, progress } = queued;
    return [{ experiment: data.experiment, job: data.job.id, fraction: typeof progress === "number" ? progress : 0 }];
  });
}
