import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment, ExperimentStatus, JobKind, JobRecord } from "../domain/experiment.ts";
import { checkName, sortSources, transferKey } from "../domain/names.ts";
import { changeStatus, listExperiments, requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { forgetFailedJobs, listJobs } from "../store/jobs.ts";
import { listModels } from "../store/models.ts";
import { MAX_PAGE, type Page } from "../store/page.ts";
import { findTransfer } from "../store/transfers.ts";
import { isComplete, type Job, planJobs, readoutJob, readyJobs, targetsOf } from "./plan.ts";
import { requireSameCode } from "./same-code.ts";

/** What Redis holds of a job; everything else is read from the graph when it runs. */
export interface JobData {
  experiment: string;
  job: Job;
}

/** The queue of one store. Redis holds nothing that the graph could not bring back (`advance`). */
export interface ExperimentQueue {
  jobs: Queue<JobData>;
  redis: Redis;
  /** First part of every key and channel in Redis. */
  prefix: string;
  close(): Promise<void>;
}

export interface QueuedJob {
  id: string;
  experiment: string;
  kind: JobKind;
  /** DONE where the transfer exists already. */
  status: "QUEUED" | "DONE";
  transferKey: string;
}

/** An experiment of these statuses has a ranking, or will have one by itself. */
const GOING: ExperimentStatus[] = ["RUNNING", "COMPLETED"];
/** These have something to do that a start would begin. */
const RESTING: ExperimentStatus[] = ["DRAFT", "CANCELLED", "FAILED"];

export const QUEUE_NAME = "jobs";
export const QUEUE_PREFIX = "taskonomy";

/** Connects on first use; a command fails with QUEUE_UNAVAILABLE after one retry instead of waiting for Redis. */
export function openQueue(redisUrl: string, prefix = QUEUE_PREFIX): ExperimentQueue {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
  // Failures reach the callers of commands; without a listener they would also end the process.
  redis.on("error", () => {});
  const jobs = new Queue<JobData>(QUEUE_NAME, {
    connection: redis,
    prefix,
    defaultJobOptions: {
      attempts: 3,
      backoff: { type: "exponential", delay: 1000 },
      // A finished job may not stay: BullMQ silently ignores a new job of the same id, whatever became of the old one.
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
  jobs.on("error", () => {});
  return {
    jobs,
    redis,
    prefix,
    async close() {
      await jobs.close();
      redis.disconnect();
    },
  };
}

/**
 * Brings an experiment forward by what the graph says: adds the jobs that are ready, or ends it as COMPLETED or, after a failed job,
 * FAILED. Safe at any time and from any process: the ids of jobs are deterministic and a job that is queued stays as it is.
 */
export async function advance(queue: ExperimentQueue, graph: Graph, id: string): Promise<void> {
  const experiment = await requireExperiment(graph, id);
  if (experiment.status !== "RUNNING") return;
  const plan = planJobs(experiment);
  const planned = new Set(plan.map((job) => job.id));
  const own = (await listJobs(graph, id)).filter((record) => planned.has(record.id));

  const failed = own.find(({ status }) => status === "FAILED");
  if (failed) return end(graph, id, "FAILED", `${failed.id}: ${failed.error}`);
  if (isComplete(plan, own)) return end(graph, id, "COMPLETED");
  const { status, records } = await rankingOf(graph, experiment);
  if (!GOING.includes(status))
    return end(graph, id, "FAILED", `${experiment.rankedBy}, which ranks its sources, is ${status}`);
  await add(
    queue,
    readyJobs(plan, [...own, ...records]).map(({ dependsOn: _, ...job }) => ({ experiment: id, job })),
  );
}

/** What is known of the experiment that ranks this one's sources (itself: nothing more): its records, as `planJobs` names them. */
async function rankingOf(
  graph: Graph,
  { rankedBy, status }: Experiment,
): Promise<{ status: ExperimentStatus; records: JobRecord[] }> {
  if (rankedBy === null) return { status, records: [] };
  const ranking = await requireExperiment(graph, rankedBy);
  const records = (await listJobs(graph, rankedBy)).map((record) => ({ ...record, id: `${rankedBy}/${record.id}` }));
  return { status: ranking.status, records };
}

/** Advances every experiment that is RUNNING. Called every few seconds, it brings back what a lost Redis or a crash left undone. */
export async function advanceAll(queue: ExperimentQueue, graph: Graph): Promise<void> {
  let after: string | null = null;
  do {
    const page: Page<Experiment> = await listExperiments(graph, { first: MAX_PAGE, after });
    for (const { id, status } of page.items) if (status === "RUNNING") await advance(queue, graph, id);
    after = page.hasNextPage ? page.cursors.at(-1)! : null;
  } while (after !== null);
}

/**
 * Starts or continues an experiment, and with it those that it ranks: what is missing, and what failed before, is computed.
 * WRONG_STATE, NO_LOSSES, NOT_FOUND.
 */
export async function startExperiment(queue: ExperimentQueue, graph: Graph, id: string): Promise<Experiment> {
  const experiment = requireTrained(await requireExperiment(graph, id));
  const { status, rankedBy, ranks } = experiment;
  const ranking = await rankingOf(graph, experiment);
  if (rankedBy !== null && !GOING.includes(ranking.status)) {
    const message = `experiment ${id} is ranked by ${rankedBy}, which is ${ranking.status}: start that, and both run`;
    throw new TaskonomyError("WRONG_STATE", message);
  }
  await requireSameCode(graph, id);
  await answering(queue.redis.ping());
  // Before it is RUNNING: a worker that finds a failed job then would end it again.
  if (status === "FAILED") await forgetFailedJobs(graph, id);
  await changeStatus(graph, id, [...RESTING, "COMPLETED"], "RUNNING");
  await advance(queue, graph, id);
  for (const ranked of await withStatus(graph, ranks, RESTING)) await startExperiment(queue, graph, ranked);
  return requireExperiment(graph, id);
}

/** Workers notice within about a second; what is finished stays. Those that it ranks stop too. WRONG_STATE unless it is RUNNING. */
export async function cancelExperiment(queue: ExperimentQueue, graph: Graph, id: string): Promise<Experiment> {
  const { ranks } = await requireExperiment(graph, id);
  for (const ranked of await withStatus(graph, ranks, ["RUNNING"])) await cancelExperiment(queue, graph, ranked);
  await changeStatus(graph, id, ["RUNNING"], "CANCELLED");
  // Without Redis the cancellation holds too: workers drop jobs of an experiment that is not RUNNING.
  await dropJobs(queue, id).catch(() => {});
  return requireExperiment(graph, id);
}

/** Removes an experiment's waiting jobs. */
export async function dropJobs(queue: ExperimentQueue, id: string): Promise<void> {
  const waiting = await answering(queue.jobs.getJobs(["waiting", "delayed", "prioritized"]));
  // A job that a worker has just taken cannot be removed; the worker itself sees the experiment's status.
  await Promise.allSettled(waiting.filter((job) => job?.data.experiment === id).map((job) => job.remove()));
}

/**
 * Queues one readout from any set of the experiment's tasks to one of its targets. Only in a COMPLETED experiment, so that the
 * transfers of the plan never depend on when a user asked. The request itself is only in Redis.
 */
export async function enqueueTransfer(
  queue: ExperimentQueue,
  graph: Graph,
  id: string,
  sources: string[],
  target: string,
): Promise<QueuedJob> {
  const experiment = requireTrained(await requireExperiment(graph, id));
  await checkReadout(graph, experiment, sources, target);
  const job = readoutJob(sortSources(sources), target);
  const key = transferKey(id, sources, target);
  const done = (await findTransfer(graph, key))?.status === "COMPUTED";
  if (!done) {
    await requireSameCode(graph, id);
    await add(queue, [{ experiment: id, job }]);
  }
  return { id: job.id, experiment: id, kind: job.kind, status: done ? "DONE" : "QUEUED", transferKey: key };
}

async function checkReadout(graph: Graph, experiment: Experiment, sources: string[], target: string): Promise<void> {
  const { id, status, tasks } = experiment;
  const targets = targetsOf(experiment);
  if (sources.length === 0) throw new TaskonomyError("BAD_INPUT", "sources: at least one task is needed");
  if (!targets.includes(checkName(target, "target"))) {
    throw new TaskonomyError("NOT_FOUND", `target ${target}: the targets of ${id} are ${targets.join(", ")}`);
  }
  for (const source of sources) {
    if (tasks.some(({ task }) => task === checkName(source, "source"))) continue;
    const names = tasks.map(({ task }) => task).join(", ");
    throw new TaskonomyError("NOT_FOUND", `source ${source}: the tasks of ${id} are ${names}`);
  }
  if (status !== "COMPLETED") {
    throw new TaskonomyError("WRONG_STATE", `experiment ${id} is ${status}: single transfers need it COMPLETED`);
  }
  for (const model of await listModels(graph, id)) {
    if (model.status === "FAILED" && sources.includes(model.task)) {
      throw new TaskonomyError("WRONG_STATE", `source ${model.task}: its model failed (${model.error})`);
    }
  }
}

async function withStatus(graph: Graph, ids: string[], statuses: ExperimentStatus[]): Promise<string[]> {
  const experiments = await Promise.all(ids.map((id) => requireExperiment(graph, id)));
  return experiments.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
}

function requireTrained(experiment: Experiment): Experiment {
  if (experiment.settings !== null) return experiment;
  throw new TaskonomyError(
    "NO_LOSSES",
    `experiment ${experiment.id} was imported: it has no models or losses to train with`,
  );
}

async function add(queue: ExperimentQueue, jobs: JobData[]): Promise<void> {
  const entries = jobs.map((data) => ({
    name: data.job.kind,
    data,
    opts: { jobId: `${data.experiment}/${data.job.id}` },
  }));
  await answering(queue.jobs.addBulk(entries));
}

async function end(graph: Graph, id: string, status: "COMPLETED" | "FAILED", error?: string): Promise<void> {
  try {
    await changeStatus(graph, id, ["RUNNING"], status, error);
  } catch (failure) {
    // Another process was first, or a user cancelled.
    if (!(failure instanceof TaskonomyError && failure.code === "WRONG_STATE")) throw failure;
  }
}

/** Names the service where Redis does not answer. */
async function answering<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new TaskonomyError("QUEUE_UNAVAILABLE", "Redis (REDIS_URL) does not answer", { cause: error });
  }
}
