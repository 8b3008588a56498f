import { randomUUID } from "node:crypto";
import { DelayedError, type Job as QueueJob, WaitingError, Worker } from "bullmq";
import { Redis } from "ioredis";
import { TaskonomyError } from "../domain/errors.ts";
import { findExperiment } from "../store/experiments.ts";
import { outsideSpan, queueTelemetry } from "../traces/span.ts";
import { advanceAll } from "./advance.ts";
import type { WorkerContext } from "./context.ts";
import { every } from "./every.ts";
import { forgetHolders, hold, letGo } from "./holders.ts";
import { giveUp, processJob, runs } from "./process.ts";
import { answering, type JobData, QUEUE_NAME } from "./queue.ts";
import { shortenWaits } from "./shorten-waits.ts";

/** Together the longest that a killed worker's job waits for another worker, about eight seconds. */
const LOCK_MS = 5000;
const STALLED_CHECK_MS = 2500;
const STATUS_CHECK_MS = 1000;
const ADVANCE_MS = 3000;
const OUTAGE_DELAY_MS = 2000;
/** Of outages and of attempts alike. */
const LONGEST_DELAY_MS = 10_000;

/** So many workers may end with a job in hand; fewer than `taskonomy up` starts again, so that the job is given up before the workers are. */
const MOST_LOST = 4;

/** Failures that a later attempt cannot cure. */
const LASTING = new Set([
  "BAD_INPUT",
  "DATASET_INVALID",
  "NOT_FOUND",
  "WRONG_STATE",
  "BACKEND_UNAVAILABLE",
  "WORKER_LOST",
]);
/** Failures that are not the job's own: it waits until the service is back. */
const OUTAGES = new Set(["GRAPH_UNAVAILABLE", "QUEUE_UNAVAILABLE"]);

export interface RunningWorker {
  /** Ends gracefully: the job in hand goes back to the queue without counting as failed. */
  close(): Promise<void>;
}

/** Takes jobs one at a time from the queue until closed. */
export function startWorker(context: WorkerContext, redisUrl: string): RunningWorker {
  const { queue, graph, log } = context;
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
  redis.on("error", () => {});
  const stopping = new AbortController();
  const id = randomUUID();

  const worker = new Worker<JobData>(QUEUE_NAME, (job, token, signal) => handle(job, token!, signal!), {
    connection: redis,
    prefix: queue.prefix,
    ...queueTelemetry(),
    concurrency: 1,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    // Left to `handle`: a lock is also lost by a worker that is only slow.
    maxStalledCount: 1_000_000,
    runRetryDelay: 1000,
  });
  worker.on("error", (error) => log.debug({ error: error.message }, "queue"));
  // Another worker has this job, or will: what is done here twice would only cost time.
  worker.on("lockRenewalFailed", (ids) => {
    for (const id of ids) worker.cancelJob(id);
  });
  const stopHealing = every(ADVANCE_MS, () => heal().catch((error) => log.debug({ error: error.message }, "advance")));

  async function heal(): Promise<void> {
    await advanceAll(queue, graph);
    await shortenWaits(queue, { lock: LOCK_MS, stalledCheck: STALLED_CHECK_MS, delay: LONGEST_DELAY_MS });
  }

  async function handle(job: QueueJob<JobData>, token: string, lostLock: AbortSignal): Promise<void> {
    // Where a single call takes longer than the lock, every worker would lose it and begin again: a job lost before is carried to its end.
    const lost = job.stalledCounter === 0 ? lostLock : new AbortController().signal;
    lostLock.addEventListener("abort", () => void letGo(queue, job.data, id).catch(() => {}));
    const withdrawn = new AbortController();
    const stopChecking = outsideSpan(() => every(STATUS_CHECK_MS, () => checkStatus(job.data, withdrawn)));
    const signal = AbortSignal.any([lost, withdrawn.signal, stopping.signal]);
    try {
      const lostBy = await answering(hold(queue, job.data, id));
      if (lostBy > MOST_LOST) {
        await forgetHolders(queue, job.data);
        throw workerLost(job.data, lostBy);
      }
      await processJob(context, job.data, { signal, progress: reporter(job) });
    } catch (error) {
      if (withdrawn.signal.aborted || lost.aborted) return;
      if (stopping.signal.aborted) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      await onFailure(job, token, error as Error);
    } finally {
      stopChecking();
      await letGo(queue, job.data, id).catch(() => {});
    }
  }

  async function onFailure(job: QueueJob<JobData>, token: string, error: Error): Promise<void> {
    const code = error instanceof TaskonomyError ? error.code : "INTERNAL";
    log.warn({ experiment: job.data.experiment, job: job.data.job.id, code, error: error.message }, "failed");
    if (OUTAGES.has(code)) {
      await job.moveToDelayed(Date.now() + OUTAGE_DELAY_MS, token);
      throw new DelayedError();
    }
    if (!LASTING.has(code) && job.attemptsMade + 1 < (job.opts.attempts ?? 1)) throw error;
    await giveUp(context, job.data, error);
  }

  async function checkStatus({ experiment: id, job }: JobData, withdrawn: AbortController): Promise<void> {
    const experiment = await findExperiment(graph, id).catch(() => undefined);
    // Undefined: the graph does not answer now, which says nothing about the experiment.
    if (experiment !== undefined && !(experiment && runs(experiment, job))) withdrawn.abort();
  }

  return {
    async close() {
      stopHealing();
      stopping.abort();
      await worker.close();
      redis.disconnect();
    },
  };
}

/** Of a job that ends whichever worker takes it. */
const workerLost = ({ experiment, job }: JobData, workers: number): TaskonomyError =>
  new TaskonomyError(
    "WORKER_LOST",
    `${workers} workers ended with ${job.id} in hand, most often for lack of memory: free some, then start ${experiment} again`,
  );

/** Tells Redis how far the job is, at most twice a second. */
function reporter(job: QueueJob<JobData>): (fraction: number) => void {
  let last = 0;
  return (fraction) => {
    const now = performance.now();
    if (now - last < 500) return;
    last = now;
    void job.updateProgress(Number(fraction.toFixed(3))).catch(() => {});
  };
}
