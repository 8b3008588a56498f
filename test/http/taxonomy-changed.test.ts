import { type Client, createClient } from "graphql-ws";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import WebSocket from "ws";
import * as solver from "../../src/solver/taxonomy.ts";
import { uniqueName } from "../helpers/services.ts";
import { type Api, importText, openApi, TABLE_HEADER } from "./api.ts";
import { bySocket } from "./by-socket.ts";

vi.mock("../../src/solver/taxonomy.ts", { spy: true });

// A budget of 1 buys a first: 0.6 + 0.3 beats 0.4 + 0.45. Once b -> a is worth 0.9, it buys b: 0.9 + 0.45.
const TABLE = (b: number) => `${TABLE_HEADER}
a,self,1,0.6,0.9,0.5
a,b,1,${b},0.7,0.45
b,self,1,0.45,0.9,0.5
b,a,1,0.3,0.6,0.2
`;
const QUERY = `subscription ($id: ID!, $budget: Float!) {
  taxonomyChanged(experiment: $id, budget: $budget) {
    cursor valueBefore valueAfter
    entered { target { name } sources { name } } left { target { name } sources { name } affinity }
    taxonomy { status usedSources { name } }
  }
}`;

interface Change {
  cursor: string;
  valueBefore: number | null;
  valueAfter: number | null;
  entered: Edge[];
  left: Edge[];
  taxonomy: { status: string; usedSources: { name: string }[] };
}
interface Edge {
  target: { name: string };
  sources: { name: string }[];
}

let api: Api;
let client: Client;
beforeAll(async () => {
  api = await openApi();
  client = createClient({ url: api.url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
});
afterAll(async () => {
  await client.dispose();
  await api.close();
});

const follow = (id: string, budget = 1) =>
  client.iterate<{ taxonomyChanged: Change }>({ query: QUERY, variables: { id, budget } });
const next = async (feed: ReturnType<typeof follow>): Promise<Change> => (await feed.next()).value.data.taxonomyChanged;
const names = (edges: Edge[]) =>
  edges.map(({ target, sources }) => `${sources.map(({ name }) => name)}>${target.name}`);

test("the best taxonomy, then what new transfers change in it; who asks the same shares its solves", async () => {
  const id = await importText(api.graph, TABLE(0.4));
  const feeds = [follow(id), follow(id), follow(id)];
  const before = vi.mocked(solver.solveTaxonomy).mock.calls.length;
  for (const first of await Promise.all(feeds.map(next))) {
    expect(names(first.entered)).toEqual(["a>a", "a>b"]);
    expect(first).toMatchObject({ valueBefore: null, left: [], taxonomy: { status: "OPTIMAL" } });
    expect(first.valueAfter).toBeCloseTo(0.9, 12);
  }
  expect(vi.mocked(solver.solveTaxonomy).mock.calls.length - before).toBe(1);

  await importText(api.graph, TABLE(0.9), id);
  const [second, ...others] = await Promise.all(feeds.map(next));
  expect(others).toEqual([second, second]);
  expect(names(second!.entered)).toEqual(["b>a", "b>b"]);
  expect(names(second!.left)).toEqual(["a>a", "a>b"]);
  expect(second!.valueBefore).toBeCloseTo(0.9, 12);
  expect(second!.valueAfter).toBeCloseTo(1.35, 12);
  const { data } = await api.query(`query ($id: ID) { transferEvents(experiment: $id, first: 500) { cursor } }`, {
    id,
  });
  expect(data.transferEvents.at(-1).cursor).toBe(second!.cursor);
  for (const feed of feeds) await feed.return!(undefined);
});

test("nothing is told where the optimum stays", async () => {
  const id = await importText(api.graph, TABLE(0.4));
  const feed = follow(id, 2);
  expect((await next(feed)).valueAfter).toBeCloseTo(1.05, 12);
  // The self edge of a stays the best into a.
  await importText(api.graph, TABLE(0.5), id);
  await importText(api.graph, TABLE(0.7), id);
  const change = await next(feed);
  expect(names(change.left)).toEqual(["a>a"]);
  expect(names(change.entered)).toEqual(["b>a"]);
  await feed.return!(undefined);
});

test("a question that cannot be answered ends with its code, and leaves the connection to others", async () => {
  const unknown = await bySocket(api.url, QUERY, {}, { id: uniqueName("nothing"), budget: 1 });
  expect(unknown.errors![0]!.extensions.code).toBe("NOT_FOUND");
  const id = await importText(api.graph, TABLE(0.4));
  const query = `subscription ($id: ID!) { taxonomyChanged(experiment: $id, budget: 1, input: { force: ["nowhere"] }) { cursor } }`;
  const wrong = await bySocket(api.url, query, {}, { id });
  expect(wrong.errors![0]!.extensions.code).toBe("NOT_FOUND");
  const infeasible = follow(id, 0);
  expect(await next(infeasible)).toMatchObject({ valueAfter: null, entered: [], taxonomy: { status: "INFEASIBLE" } });
  await infeasible.return!(undefined);
});
