import { subscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Client, connect, type TransferEvent } from "../../client/index.ts";
import { latestCursor } from "../../src/store/events.ts";
import { eventually } from "../helpers/eventually.ts";
import { useGraph } from "../helpers/graph.ts";
import { uniqueName } from "../helpers/services.ts";
import { importText, TABLE_HEADER } from "../http/api.ts";
import { restartable } from "./restart.ts";

const graph = useGraph();
/** The server's side of every connection, latest last. */
const accepted: Socket[] = [];
subscribe("net.server.socket", (message) => accepted.push((message as { socket: Socket }).socket));

let server: Awaited<ReturnType<typeof restartable>>;
let client: Client;
let experiment: string;

beforeAll(async () => {
  server = await restartable();
  client = connect({ url: server.url });
});
afterAll(() => server.close());
beforeEach(() => {
  experiment = uniqueName("client");
});

/** Two transfers enter the graph, again. */
const commit = () => importText(graph(), `${TABLE_HEADER}\na,b,1,0.4,0.7,0.45\na,c,1,0.6,0.9,0.5\n`, experiment);
const keys = () => ["b", "c"].map((source) => `${experiment}/${source}/a`);

async function take(feed: AsyncGenerator<TransferEvent, void>, count: number): Promise<TransferEvent[]> {
  const events: TransferEvent[] = [];
  while (events.length < count) events.push((await feed.next()).value!);
  return events;
}

/** Subscriptions that are open on the server. */
async function subscriptions(): Promise<number> {
  const page = await (await fetch(new URL("/metrics", server.url))).text();
  return Number(/^graphql_socket_operations (\d+)$/m.exec(page)![1]);
}

test("every event once and in order, over a restart of the server that missed its commits", async () => {
  await commit();
  const feed = client.transferComputed({ experiment, after: "0" });
  const before = await take(feed, 2);
  await server.away(commit);
  const after = await take(feed, 2);
  await commit();
  const events = [...before, ...after, ...(await take(feed, 2))];
  expect(events.map(({ transfer }) => transfer.key)).toEqual([...keys(), ...keys(), ...keys()]);
  const numbers = events.map(({ seq }) => Number(seq));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(events[0]).toMatchObject({ affinity: 0.4, transfer: { target: { name: "a" }, sources: [{ name: "b" }] } });
  await feed.return();

  const resumed = client.transferComputed({ experiment, after: events[2]!.cursor });
  expect((await take(resumed, 3)).map(({ seq }) => seq)).toEqual(events.slice(3).map(({ seq }) => seq));
  await resumed.return();
});

test("only what is yet to come without a cursor, what was committed while the connection was lost included", async () => {
  await commit();
  const feed = client.transferComputed();
  const next = take(feed, 2);
  await eventually(async () => (await subscriptions()) === 1);
  await server.away(commit);
  expect((await next).map(({ transfer }) => transfer.key)).toEqual(keys());
  await feed.return();
});

test("a cursor of another database and an unknown experiment end the feed with their code", async () => {
  const after = Buffer.from("00000000-0000-4000-8000-000000000000:7").toString("base64url");
  const refused = { name: "TaskonomyError", code: "CURSOR_FOREIGN" };
  await expect(client.transferComputed({ after }).next()).rejects.toMatchObject(refused);
  const unknown = client.transferComputed({ experiment, after: "0" });
  await expect(unknown.next()).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: expect.stringContaining(experiment),
  });
});

test.each(["abort", "return"] as const)("%s ends a feed that waits, and closes its connection", async (how) => {
  const ended = new AbortController();
  const feed = client.transferComputed({ after: await latestCursor(graph()), signal: ended.signal });
  const next = feed.next();
  await eventually(async () => (await subscriptions()) === 1);
  const connections = accepted.filter(({ destroyed }) => !destroyed).length;
  if (how === "abort") ended.abort();
  else void feed.return();
  expect(await next).toEqual({ done: true, value: undefined });
  await eventually(() => accepted.filter(({ destroyed }) => !destroyed).length < connections);
  expect(await subscriptions()).toBe(0);
});

test("a server that was never there is an error at once", async () => {
  const nowhere = connect({ url: "http://127.0.0.1:1/graphql" });
  await expect(nowhere.transferComputed({ after: "0" }).next()).rejects.toThrow(/127\.0\.0\.1:1.*no connection/);
  await expect(nowhere.transferComputed().next()).rejects.toThrow(
    "http://127.0.0.1:1/graphql cannot be reached: fetch failed",
  );
});
