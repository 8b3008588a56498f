import type { ExperimentQueue, JobData } from "./queue.ts";

/** In seconds: longer than any job. */
const KEPT = 86_400;

const keyOf = ({ prefix }: ExperimentQueue, { experiment, job }: JobData): string =>
  `${prefix}:holders:${experiment}/${job.id}`;

/**
 * Notes in Redis that a worker has a job in hand. Returns how many others have taken it and not let go: but for one that is slow and
 * lost its lock, they ended. (The queue's own count of stalled jobs does not tell the two apart.)
 */
export async function hold(queue: ExperimentQueue, data: JobData, worker: string): Promise<number> {
  const key = keyOf(queue, data);
  await queue.redis.sadd(key, worker);
  await queue.redis.expire(key, KEPT);
  return (await queue.redis.scard(key)) - 1;
}

/** The worker lives and has the job in hand no more. */
export async function letGo(queue: ExperimentQueue, data: JobData, worker: string): Promise<void> {
  await queue.redis.srem(keyOf(queue, data), worker);
}

/** Counts from nothing again. */
export async function forgetHolders(queue: ExperimentQueue, data: JobData): Promise<void> {
  await queue.redis.del(keyOf(queue, data));
}
