import { deepEqual } from "node:assert/strict";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { listJobs } from "../src/store/jobs.ts";
import { check } from "./checker.ts";
import { type Drill, SHORT } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { allEvents } from "./outcome.ts";
import { type Running, urlOf } from "./process.ts";
import { begin, hasCompleted } from "./site.ts";

const ID = "lost-redis";
const query = `subscription { transferComputed(experiment: "${ID}", after: "0") { seq } }`;

export const lostRedis: Drill = {
  description:
    "Redis is killed twice while subscribers of two servers listen, over a WebSocket and to server-sent events",
  async run(site, _, say) {
    const expected = await site.undisturbed(SHORT);
    await begin(site, ID, SHORT);
    const servers = [site.start(["serve"], ID), site.start(["serve"], ID)] as const;
    const left = new AbortController();
    const bySocket = await listen(servers[0]);
    const byStream = await read(servers[1], left.signal);
    const worker = site.start(["worker"], ID);
    for (const jobs of [3, 6]) {
      await eventually(async () => (await listJobs(site.graph, ID)).length >= jobs);
      await site.signalService("redis", "SIGKILL");
      say(`Redis is killed after ${jobs} jobs`);
    }
    await eventually(() => hasCompleted(site, ID));
    const all = (await allEvents(site.graph, ID)).map(({ seq }) => seq);
    for (const seen of [bySocket, byStream]) {
      await eventually(() => seen.length >= all.length);
      deepEqual(seen, all, "every event once, in order");
    }
    say(`${all.length} events over either connection, which lasted`);
    left.abort();
    await check(site, ID, { expected });
    for (const running of [worker, ...servers]) await running.end("SIGTERM");
  },
};

/** Numbers of the events as they come, over one connection. */
async function listen(server: Running): Promise<number[]> {
  const url = (await urlOf(server)).replace("http", "ws");
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  const seen: number[] = [];
  client.subscribe<{ transferComputed: { seq: string } }>(
    { query },
    {
      next: ({ data }) => void seen.push(Number(data!.transferComputed.seq)),
      error() {}, // then events are missing
      complete() {},
    },
  );
  return seen;
}

async function read(server: Running, signal: AbortSignal): Promise<number[]> {
  const response = await fetch(new URL(`/events?experiment=${ID}&after=0`, await urlOf(server)), { signal });
  const seen: number[] = [];
  const pump = async (): Promise<void> => {
    let text = "";
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      const lines = text.split("\n");
      text = lines.pop()!;
      for (const line of lines) if (line.startsWith("data: ")) seen.push(Number(JSON.parse(line.slice(6)).seq));
    }
  };
  void pump().catch(() => {}); // it ends with the drill, or lacks events
  return seen;
}
