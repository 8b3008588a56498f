import { afterAll, beforeAll, expect, test } from "vitest";
import { openTail } from "../../src/resolvers/tail.ts";
import { latestSeq } from "../../src/store/events.ts";
import { connectGraph, type Graph } from "../../src/store/graph.ts";
import { migrate } from "../../src/store/migrate.ts";
import { sharedServices } from "../helpers/services.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await connectGraph(sharedServices().neo4j);
  await migrate(graph);
});
afterAll(() => graph.close());

const FAR = Number.MAX_SAFE_INTEGER;

test("who waits is woken by what the graph has, not by what a hint claims", async () => {
  let hint = (): void => {};
  const tail = openTail(graph, (listener) => {
    hint = listener;
    return { close() {} };
  });
  const stop = new AbortController();
  let woken = false;
  const waiting = tail.beyond(FAR, stop.signal).then((seq) => {
    woken = true;
    return seq;
  });
  for (let i = 0; i < 10; i++) hint();
  const latest = await latestSeq(graph);
  if (latest > 0) expect(await tail.beyond(0, stop.signal)).toBeGreaterThanOrEqual(latest);
  expect(woken).toBe(false);
  stop.abort();
  expect(await waiting).toBe(FAR);
  tail.close();
});

test("a subscriber who leaves while nothing happens is let go at once", async () => {
  const tail = openTail(graph, () => ({ close() {} }));
  const gone = new AbortController();
  gone.abort();
  expect(await tail.beyond(FAR, gone.signal)).toBe(FAR);
  tail.close();
});
