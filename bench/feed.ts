/**
 * The feed of transfers: from a commit to every subscriber of one server process, the rate of a replay, and memory with subscribers
 * who do not read, on a Neo4j and a Redis of their own:
 *   npx tsx bench/feed.ts [SUBSCRIBERS] [COMMITS] [STORED]      STORED: events that a replay reads
 */
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../drills/eventually.ts";
import { urlOf } from "../drills/process.ts";
import { openSite } from "../drills/site.ts";
import { publishHint } from "../src/queue/hints.ts";
import { transact } from "../src/store/graph.ts";
import { appendEvents, createEdges } from "../src/store/write-edges.ts";
import { percentiles } from "./latency.ts";
import { madeUpEdge, storeExperiment, taskNames } from "./made-up-graph.ts";
import { type Subscriber, subscribe } from "./subscriber.ts";

const [subscribers = 1000, commits = 100, stored = 20_000] = process.argv.slice(2).map(Number);
const STALLED = 100;
const STALL_SECONDS = 15;
const FEED = `subscription ($experiment: ID, $after: String) {
  transferComputed(experiment: $experiment, after: $after) {
    cursor affinity gain quality transfer { key status affinity rank sources { name } target { name } }
  }
}`;

process.env.NODE_ENV = "production";
const site = await openSite();
try {
  const server = site.start(["serve"], "bench");
  const url = await urlOf(server);
  const names = taskNames(Math.ceil(Math.sqrt(stored)));
  await storeExperiment(site.graph, "stored", names);
  await storeExperiment(site.graph, "live", names);

  const pairs = names.flatMap((target) => names.map((source) => [source, target] as const)).slice(0, stored);
  for (let from = 0; from < pairs.length; from += 1000) await commit("stored", pairs.slice(from, from + 1000));

  const times = await live(url, pairs);
  const { p50, p99 } = percentiles(times);
  console.log(`commit to client, ${subscribers} subscribers, ${commits} commits: p50 ${ms(p50)}, p99 ${ms(p99)}`);

  for (const count of [1, 10]) console.log(`replay, ${count} at once: ${await replay(url, count)} events/s`);

  const before = await memory();
  const idle = await Promise.all(Array.from({ length: STALLED }, () => subscribe(url, FEED, { after: "0" })));
  for (const { socket } of idle) socket.pause();
  const reader = percentiles(await live(url, pairs.slice(commits), 1));
  let most = 0;
  for (let second = 0; second < STALL_SECONDS; second++) {
    most = Math.max(most, await memory());
    await sleep(1000);
  }
  console.log(
    `${STALLED} stalled subscribers: ${before.toFixed(0)} MiB before, at most ${most.toFixed(0)} MiB in ${STALL_SECONDS} s; ` +
      `one who reads beside them: p50 ${ms(reader.p50)}, p99 ${ms(reader.p99)}`,
  );
  for (const { close } of idle) close();

  async function memory(): Promise<number> {
    const status = await readFile(`/proc/${server.process.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
  }
} finally {
  await site.close();
}

/** Stores transfers with their events, as a worker does, and says so. Resolves at the commit. */
async function commit(experiment: string, pairs: (readonly [source: string, target: string])[]): Promise<void> {
  const edges = pairs.map(([source, target]) =>
    madeUpEdge(experiment, { sources: [source], target, affinity: 0.5, gain: 0.5 }),
  );
  await transact(site.graph, async (run) => {
    await createEdges(run, edges);
    await appendEvents(run, edges);
  });
}

/** Milliseconds from each commit to each of `count` subscribers. */
async function live(url: string, pairs: (readonly [string, string])[], count = subscribers): Promise<number[]> {
  const times: number[] = [];
  // Not yet: an event that is there before its commit is acknowledged took no time.
  let committed = Infinity;
  const all: Subscriber[] = [];
  for (let from = 0; from < count; from += 100) {
    const some = Array.from({ length: Math.min(100, count - from) }, () =>
      subscribe(url, FEED, { experiment: "live" }, () => times.push(Math.max(0, performance.now() - committed))),
    );
    all.push(...(await Promise.all(some)));
  }
  for (let i = 0; i < commits; i++) {
    const expected = times.length + count;
    committed = Infinity;
    await commit("live", [pairs[i]!]);
    committed = performance.now();
    await publishHint(site.queue, 0);
    await eventually(() => times.length >= expected, 60);
  }
  for (const { close } of all) close();
  return times;
}

/** Events a second of `count` subscribers together who begin at the start. */
async function replay(url: string, count: number): Promise<number> {
  const begun = performance.now();
  const all = await Promise.all(
    Array.from({ length: count }, () => subscribe(url, FEED, { experiment: "stored", after: "0" })),
  );
  await eventually(() => all.every(({ received }) => received() >= stored), 600);
  for (const { close } of all) close();
  return Math.round((count * stored * 1000) / (performance.now() - begun));
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
