import { subscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { importTable } from "../../src/store/imports.ts";
import { eventually } from "../helpers/eventually.ts";
import { uniqueName } from "../helpers/services.ts";
import { type Api, openApi } from "./api.ts";

// 16 MB: what the system itself holds for a connection, 4 MB here, is far from all of it.
const TASKS = Array.from({ length: 32 }, (_, i) => `task${i}`);
const TEXT = "x".repeat(16_000);
const EVENTS = TASKS.length ** 2;
const STALLED = 3;
const FEED = `subscription ($id: ID) {
  transferComputed(experiment: $id, after: "0") { seq transfer { provenance { source } } }
}`;

let api: Api;
let id: string;
/** The server's side of every connection, latest last. */
const accepted: Socket[] = [];
subscribe("net.server.socket", (message) => accepted.push((message as { socket: Socket }).socket));

beforeAll(async () => {
  api = await openApi();
  id = uniqueName("stalled");
  const numbers = { self: false, control: false, pixels: false, affinity: 0.5, gain: null, quality: null };
  const rows = TASKS.flatMap((target) => TASKS.map((source) => ({ target, sources: [source], ...numbers })));
  await importTable(api.graph, { id, title: null, source: TEXT, rows, tasks: [] });
});
afterAll(async () => {
  await api.query("mutation ($id: ID!) { deleteExperiment(id: $id) }", { id });
  await api.close();
});
async function hurtNobody(stalled: Socket[]): Promise<void> {
  await eventually(() => stalled.every(({ bytesWritten }) => bytesWritten > TEXT.length));
  const client = createClient({ url: api.url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
  const numbers: number[] = [];
  for await (const { data } of client.iterate<{ transferComputed: { seq: string } }>({
    query: FEED,
    variables: { id },
  })) {
    numbers.push(Number(data!.transferComputed.seq));
    if (numbers.length === EVENTS) break;
  }
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect((await api.query("{ latestCursor }")).errors).toBeUndefined();

  const total = EVENTS * TEXT.length;
  for (const { bytesWritten, writableLength } of stalled) {
    expect(bytesWritten).toBeLessThan(total / 2);
    expect(writableLength).toBeLessThan(2 ** 20);
  }
}

describe("a subscriber who stops reading costs bounded memory and hurts no other", () => {
  test("over WebSocket", async () => {
    const stalled: { socket: WebSocket; server: Socket }[] = [];
    for (let i = 0; i < STALLED; i++) stalled.push(await stallSocket());
    await hurtNobody(stalled.map(({ server }) => server));
    for (const { socket } of stalled) socket.terminate();
  });

  test("over server-sent events, and gets all of them once it reads on", async () => {
    const stalled: { response: IncomingMessage; server: Socket }[] = [];
    for (let i = 0; i < STALLED; i++) stalled.push(await stallStream());
    await hurtNobody(stalled.map(({ server }) => server));
    let events = 0;
    for await (const line of createInterface({ input: stalled[0]!.response })) {
      if (line.startsWith("id: ")) events++;
      if (events === EVENTS) break;
    }
    expect(events).toBe(EVENTS);
    for (const { response } of stalled) response.destroy();
  });
});

async function stallSocket(): Promise<{ socket: WebSocket; server: Socket }> {
  const socket = new WebSocket(api.url.replace("http", "ws"), "graphql-transport-ws");
  await once(socket, "open");
  const server = accepted.at(-1)!;
  socket.send(JSON.stringify({ type: "connection_init" }));
  await once(socket, "message");
  socket.pause();
  socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query: FEED, variables: { id } } }));
  return { socket, server };
}

async function stallStream(): Promise<{ response: IncomingMessage; server: Socket }> {
  const request = get(new URL(`/events?experiment=${id}&after=0`, api.url), { agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return { response, server: accepted.at(-1)! };
}
