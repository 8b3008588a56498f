import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { TaskonomyError } from "../domain/errors.ts";
import { queueTelemetry } from "../traces/span.ts";
import type { Job } from "./plan.ts";

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
    ...queueTelemetry(),
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

/** A job that is queued stays as it is. QUEUE_UNAVAILABLE. */
export async function addJobs(queue: ExperimentQueue, jobs: JobData[]): Promise<void> {
  const entries = jobs.map((data) => ({
    name: data.job.kind,
    data,
    opts: { jobId: `${data.experiment}/${data.job.id}` },
  }));
  await answering(queue.jobs.addBulk(entries));
}

/** Removes an experiment's waiting jobs. */
export async function dropJobs(queue: ExperimentQueue, id: string): Promise<void> {
  const waiting = await answering(queue.jobs.getJobs(["waiting", "delayed", "prioritized"]));
  // A job that a worker has just taken cannot be removed; the worker itself sees the experiment's status.
  await Promise.allSettled(waiting.filter((job) => job?.data.experiment === id).map((job) => job.remove()));
}

/** Names the service where Redis does not answer. */
export async function answering<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new TaskonomyError("QUEUE_UNAVAILABLE", "Redis (REDIS_URL) does not answer", { cause: error });
  }
}
