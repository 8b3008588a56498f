import { expect, test } from "vitest";
import { atMost } from "../../src/domain/limit.ts";

test("no more than the limit runs at once, all run, and a failure frees its place", async () => {
  const limit = atMost(2);
  let running = 0;
  let most = 0;
  const work = async (i: number): Promise<number> => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    if (i === 1) throw new Error("one fails");
    return i;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((i) => limit(() => work(i))));
  expect(results.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, true, true]);
  expect(most).toBe(2);
});
