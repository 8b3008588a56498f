import { afterAll, beforeAll, expect, test } from "vitest";
import { type ExperimentQueue, openQueue } from "../../src/queue/queue.ts";
import { shortenWaits } from "../../src/queue/shorten-waits.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";

const HOUR = 3_600_000;
const LONGEST = { lock: 5000, stalledCheck: 2500, delay: 10_000 };

let queue: ExperimentQueue;
beforeAll(() => {
  queue = openQueue(sharedServices().redis.url, uniqueName("waits"));
});
afterAll(async () => {
  await queue.jobs.obliterate({ force: true });
  await queue.close();
});

test("locks and delays of before the clock went back end when they would have, others are left", async () => {
  const { jobs, redis } = queue;
  const add = (jobId: string, delay: number) =>
    jobs.add("DATASET", { experiment: "x", job: { id: jobId, kind: "DATASET" } as never }, { jobId, delay });
  await add("late", HOUR);
  await add("soon", 8000);
  await redis.lpush(jobs.toKey("active"), "held", "fresh");
  await redis.set(`${jobs.toKey("held")}:lock`, "token", "PX", HOUR);
  await redis.set(`${jobs.toKey("fresh")}:lock`, "token", "PX", 4000);
  await redis.set(jobs.toKey("stalled-check"), "1", "PX", HOUR);

  await shortenWaits(queue, LONGEST);
  expect(await redis.pttl(`${jobs.toKey("held")}:lock`)).toBeLessThanOrEqual(LONGEST.lock);
  expect(await redis.pttl(`${jobs.toKey("fresh")}:lock`)).toBeLessThanOrEqual(4000);
  expect(await redis.pttl(jobs.toKey("stalled-check"))).toBeLessThanOrEqual(LONGEST.stalledCheck);
  expect((await jobs.getDelayed()).map(({ id }) => id)).toEqual(["soon"]);
  expect((await jobs.getWaiting()).map(({ id }) => id)).toEqual(["late"]);
});
