import { Redis } from "ioredis";
import { type ExperimentQueue, QUEUE_PREFIX } from "./queue.ts";

const channelOf = (prefix: string): string => `${prefix}:events`;

/** Says that events up to `seq` may be committed. Only a hint: it may be lost, and the graph is what counts. */
export async function publishHint(queue: ExperimentQueue, seq: number): Promise<void> {
  await queue.redis.publish(channelOf(queue.prefix), String(seq)).catch(() => {});
}

/** Calls `listener` at every hint; reconnects by itself and loses what is sent meanwhile. */
export function subscribeHints(
  redisUrl: string,
  listener: (seq: number) => void,
  prefix = QUEUE_PREFIX,
): { close(): void } {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
  redis.on("error", () => {});
  redis.on("message", (_channel, seq) => listener(Number(seq)));
  // Where Redis is down the subscription begins when it is back.
  void redis.subscribe(channelOf(prefix)).catch(() => {});
  return { close: () => redis.disconnect() };
}
