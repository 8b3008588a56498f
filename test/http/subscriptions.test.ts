import { type Client, createClient } from "graphql-ws";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import WebSocket from "ws";
import { PRESETS } from "../../src/domain/presets.ts";
import { databaseId, encodeCursor, latestSeq } from "../../src/store/events.ts";
import { changeStatus, createExperiment } from "../../src/store/experiments.ts";
import { saveTasks } from "../../src/store/tasks.ts";
import { TASKS } from "../../src/tasks/registry.ts";
import { uniqueName } from "../helpers/services.ts";
import { type Answer, type Api, importPublished, importText, openApi, TABLE_HEADER } from "./api.ts";

const SOURCES = ["edge2d", "edge3d", "keypoint2d", "reshade", "rgb2depth"];
const FEED = `subscription ($id: ID, $after: String, $source: ID) {
  transferComputed(experiment: $id, after: $after, source: $source) { seq cursor affinity transfer { key target { name } affinity } }
}`;

interface Event {
  seq: string;
  cursor: string;
  affinity: number;
  transfer: { key: string; target: { name: string }; affinity: number };
}

let api: Api;
let client: Client;
let id: string;

beforeAll(async () => {
  api = await openApi();
  client = connect(api);
});
afterAll(async () => {
  await client.dispose();
  await api.close();
});
beforeEach(() => {
  id = uniqueName("feed");
});

test("a feed from the start gives what was stored before, in order", async () => {
  await store();
  const events = await take(client, { id, after: "0" }, SOURCES.length);
  expect(events.map(({ transfer }) => transfer.key)).toEqual(SOURCES.map((source) => `${id}/${source}/denoise`));
  const numbers = events.map(({ seq }) => Number(seq));
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(events[0]).toMatchObject({ affinity: 0.2, transfer: { affinity: 0.2, target: { name: "denoise" } } });
});

test("a feed resumes after any cursor, on another server process' connection too", async () => {
  await store();
  const [first, second] = await take(client, { id, after: "0" }, 2);
  const other = await openApi();
  const otherClient = connect(other);
  const rest = await take(otherClient, { id, after: second!.cursor }, SOURCES.length - 2);
  expect([first, second, ...rest].map((event) => event!.transfer.key)).toEqual(
    SOURCES.map((source) => `${id}/${source}/denoise`),
  );
  await otherClient.dispose();
  await other.close();
});

test("a feed without a cursor gives only what is stored from then on", async () => {
  await store();
  const feed = client.iterate<{ transferComputed: Event }>({ query: FEED, variables: { id } });
  const next = feed.next();
  // The subscription has begun once a query sent after it on the same connection is answered.
  await settle();
  await store();
  const { value } = await next;
  const before = await take(client, { id, after: "0" }, SOURCES.length);
  // Importing anew replaced the transfers; events of the old ones stay, and are older.
  expect(Number(value.data.transferComputed.seq)).toBeGreaterThanOrEqual(Number(before[0]!.seq));
  expect(value.data.transferComputed.transfer.key).toBe(`${id}/${SOURCES[0]}/denoise`);
  await feed.return!(undefined);
});

test("many who wait for the same transfers share their readings, and each is given every one in its own words", async () => {
  await store();
  const words = [FEED, FEED.replace("seq cursor affinity", "seq cursor"), FEED.replace("key target", "order target")];
  const after = (await api.query("{ latestCursor }")).data.latestCursor;
  const feeds = Array.from({ length: 30 }, (_, i) =>
    client.iterate<{ transferComputed: Event }>({ query: words[i % words.length]!, variables: { id, after } }),
  );
  const first = feeds.map((feed) => feed.next());
  await settle();
  const statements = vi.spyOn(api.graph.driver, "session");
  await store();
  const given = await Promise.all(
    feeds.map(async (feed, i) => {
      const events = [(await first[i]!).value];
      while (events.length < SOURCES.length) events.push((await feed.next()).value);
      await feed.return!(undefined);
      return events.map(({ data }) => data.transferComputed);
    }),
  );
  // A reading takes two statements: of the events, and of their transfers.
  expect(statements.mock.calls.length).toBeLessThan(2 * feeds.length);
  statements.mockRestore();
  for (const [i, events] of given.entries()) {
    const place = i % words.length;
    expect(events).toEqual(given[place]);
    expect(events.map(({ affinity }) => affinity)).toEqual(SOURCES.map(() => (place === 1 ? undefined : 0.2)));
    const keys = SOURCES.map((source) => (place === 2 ? undefined : `${id}/${source}/denoise`));
    expect(events.map(({ transfer }) => transfer.key)).toEqual(keys);
  }
});

test("a feed of one source leaves the others out", async () => {
  await store();
  const [event] = await take(client, { id, after: "0", source: "reshade" }, 1);
  expect(event!.transfer.key).toBe(`${id}/reshade/denoise`);
});

test("events arrive without Redis", async () => {
  const deaf = await openApi({ redisUrl: "redis://127.0.0.1:1" });
  const deafClient = connect(deaf);
  await store();
  const feed = deafClient.iterate<{ transferComputed: Event }>({ query: FEED, variables: { id } });
  const next = feed.next();
  await settle(deafClient);
  await store();
  expect((await next).value.data.transferComputed.transfer.key).toContain(id);
  await deafClient.dispose();
  await deaf.close();
});

test("the paged query gives the same events as the feed", async () => {
  await store();
  const events = await take(client, { id, after: "0" }, SOURCES.length);
  const { data } = await api.query(
    `query ($id: ID, $after: String) { transferEvents(experiment: $id, target: "denoise", after: $after, first: 2) { seq cursor } }`,
    { id, after: events[0]!.cursor },
  );
  expect(data.transferEvents).toEqual(events.slice(1, 3).map(({ seq, cursor }) => ({ seq, cursor })));
});

test("another database's cursor and an unknown experiment end the subscription with their code", async () => {
  const foreign = Buffer.from("00000000-0000-4000-8000-000000000000:7").toString("base64url");
  await expect(take(client, { after: foreign }, 1)).rejects.toMatchObject([{ extensions: { code: "CURSOR_FOREIGN" } }]);
  await expect(take(client, { id: "nothing" }, 1)).rejects.toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
});

test("the cursor of an event that a restored backup does not have is refused by every form of the feed", async () => {
  const after = encodeCursor(await databaseId(api.graph), {
    seq: (await latestSeq(api.graph)) + 1000,
    commit: "0123abcd",
  });
  await expect(take(client, { after }, 1)).rejects.toMatchObject([{ extensions: { code: "CURSOR_FOREIGN" } }]);
  const page = await api.query("query ($after: String) { transferEvents(after: $after, first: 1) { seq } }", { after });
  expect(page.errors![0]!.extensions.code).toBe("CURSOR_FOREIGN");
  const stream = await fetch(new URL(`/events?after=${after}`, api.url));
  expect([stream.status, ((await stream.json()) as Answer).errors![0]!.extensions.code]).toEqual([
    409,
    "CURSOR_FOREIGN",
  ]);
});

test("progress is told when it changes, and ends with the experiment", async () => {
  const records = ["denoise", "edge2d"].map((name) => TASKS.get(name)!);
  await saveTasks(
    api.graph,
    records.map(({ name, kind, description, approximation }) => ({ name, kind, description, approximation })),
  );
  const tasks = records.map(({ name }) => ({ task: name, role: "BOTH" as const, labelCost: 1, importance: 1 }));
  const settings = PRESETS.smoke.settings;
  await createExperiment(api.graph, { id, title: null, preset: "smoke", seed: 1, settings, tasks });

  const statuses: string[] = [];
  const query = `subscription ($id: ID!) { experimentProgress(id: $id) { status fraction secondsLeft phases { kind done total } running { job } } }`;
  for await (const { data } of client.iterate<{ experimentProgress: { status: string } }>({
    query,
    variables: { id },
  })) {
    const { status } = data!.experimentProgress;
    statuses.push(status);
    if (status === "DRAFT") await changeStatus(api.graph, id, ["DRAFT"], "RUNNING");
    if (status === "RUNNING") await changeStatus(api.graph, id, ["RUNNING"], "CANCELLED");
  }
  expect(statuses).toEqual(["DRAFT", "RUNNING", "CANCELLED"]);
});

test("a solve is followed to its taxonomy", async () => {
  const table = await importPublished(api.graph);
  const query = `subscription ($id: ID!, $budget: Float!) {
    taxonomyProgress(experiment: $id, budget: $budget) { incumbent bound gap seconds taxonomy { status value usedSources { name } } }
  }`;
  const follow = (budget: number) =>
    client.iterate<{ taxonomyProgress: SolveEvent }>({ query, variables: { id: table, budget } });
  const events: SolveEvent[] = [];
  for await (const { data } of follow(8)) events.push(data!.taxonomyProgress);
  const last = events.pop()!;
  expect(last).toMatchObject({ gap: 0, taxonomy: { status: "OPTIMAL", value: last.incumbent } });
  for (const { taxonomy, incumbent, bound } of events) {
    expect(taxonomy).toBeNull();
    if (incumbent !== null) expect(last.incumbent).toBeGreaterThanOrEqual(incumbent);
    if (bound !== null) expect(bound).toBeGreaterThanOrEqual(last.bound!);
  }
  await expect(follow(-1).next()).rejects.toMatchObject([{ extensions: { code: "BAD_INPUT" } }]);
});

interface SolveEvent {
  incumbent: number | null;
  bound: number | null;
  taxonomy: { status: string } | null;
}

const connect = ({ url }: Api): Client =>
  createClient({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, lazy: true, retryAttempts: 0 });

/** The first `count` events of a feed. */
async function take(from: Client, variables: Record<string, unknown>, count: number): Promise<Event[]> {
  const events: Event[] = [];
  for await (const { data, errors } of from.iterate<{ transferComputed: Event }>({ query: FEED, variables })) {
    if (errors) throw errors;
    events.push(data!.transferComputed);
    if (events.length === count) break;
  }
  return events;
}

/** Five transfers into denoise, written as a table. */
const store = (): Promise<string> =>
  importText(api.graph, [TABLE_HEADER, ...SOURCES.map((source) => `denoise,${source},1,0.2,0.5,0.1`)].join("\n"), id);

async function settle(on = client): Promise<void> {
  for (let i = 0; i < 3; i++) {
    for await (const _ of on.iterate({ query: "{ experiments(first: 1) { edges { cursor } } }" }));
  }
}
