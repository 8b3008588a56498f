import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { findExperiment } from "../store/experiments.ts";
import { listJobs, recordJob } from "../store/jobs.ts";
import { inSpan } from "../traces/span.ts";
import type { Watch } from "../training/watch.ts";
import { advance } from "./advance.ts";
import type { WorkerContext } from "./context.ts";
import type { Job } from "./plan.ts";
import type { JobData } from "./queue.ts";
import { runJob } from "./run-job.ts";

/**
 * What a worker does with a job from the queue: nothing where the graph has it done or its experiment does not run any more, else
 * the work, its record, and the jobs that become ready.
 */
export async function processJob(
  context: WorkerContext,
  { experiment: id, job }: JobData,
  watch: Watch,
): Promise<void> {
  const { graph, queue, log } = context;
  const experiment = await findExperiment(graph, id);
  if (!experiment?.settings || !runs(experiment, job)) return;
  if (!(await isDone(context, id, job))) {
    const started = performance.now();
    log.info({ experiment: id, job: job.id }, "started");
    const work = { context, experiment, settings: experiment.settings, watch };
    const attributes = { "taskonomy.experiment": id, "taskonomy.job": job.id };
    await inSpan({ name: `job ${job.kind}`, kind: "INTERNAL", attributes }, () => runJob(work, job));
    const seconds = (performance.now() - started) / 1000;
    await record(context, id, job, { status: "DONE", error: null, seconds });
    log.info({ experiment: id, job: job.id, seconds: Number(seconds.toFixed(2)) }, "done");
  }
  for (const waiting of [id, ...experiment.ranks]) await advance(queue, graph, waiting);
}

/** Records that a job failed for good; its experiment then ends as FAILED and can be started again. */
export async function giveUp(context: WorkerContext, { experiment, job }: JobData, error: Error): Promise<void> {
  const reason = error instanceof TaskonomyError ? `${error.code}: ${error.message}` : error.message;
  await record(context, experiment, job, { status: "FAILED", error: reason, seconds: 0 });
  await advance(context.queue, context.graph, experiment);
}

/** Whether a job is still wanted. Single readouts belong to experiments that have ended. */
export const runs = ({ status }: Experiment, job: Job): boolean =>
  job.kind === "READOUT" ? status !== "CANCELLED" : status === "RUNNING";

async function isDone({ graph }: WorkerContext, id: string, job: Job): Promise<boolean> {
  if (job.kind === "READOUT") return false;
  return (await listJobs(graph, id)).some((record) => record.id === job.id && record.status === "DONE");
}

const record = (
  { graph }: WorkerContext,
  experiment: string,
  { id, kind }: Job,
  outcome: { status: "DONE" | "FAILED"; error: string | null; seconds: number },
): Promise<unknown> => recordJob(graph, { id, experiment, kind, ...outcome, finishedAt: new Date().toISOString() });
