import type { ExperimentQueue } from "./queue.ts";

/** A delayed job's score is its time in milliseconds times this. */
const SCORE = 0x1000;

interface Longest {
  lock: number;
  stalledCheck: number;
  delay: number;
}

/**
 * Redis ends locks and delays at times of its clock: where that went back, they would last so much longer, and a killed worker's job with
 * them. Shortens each to the longest that is ever asked for, in milliseconds.
 */
export async function shortenWaits({ jobs, redis }: ExperimentQueue, longest: Longest): Promise<void> {
  const shorten = async (key: string, most: number): Promise<void> => {
    if ((await redis.pttl(key)) > most) await redis.pexpire(key, most);
  };
  await shorten(jobs.toKey("stalled-check"), longest.stalledCheck);
  for (const id of await redis.lrange(jobs.toKey("active"), 0, -1))
    await shorten(`${jobs.toKey(id)}:lock`, longest.lock);
  const late = await redis.zrangebyscore(jobs.toKey("delayed"), (Date.now() + longest.delay) * SCORE, "+inf");
  for (const id of late) await (await jobs.getJob(id))?.promote();
}
