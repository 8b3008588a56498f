import { getIntrospectionQuery } from "graphql";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { type Answer, type Api, openApi, post } from "./api.ts";
import { bySocket } from "./by-socket.ts";

let api: Api;

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const nested = (depth: number): string => `${"... on Query { ".repeat(depth)}__typename${" }".repeat(depth)}`;

const transports: [string, (query: string, variables?: Record<string, unknown>) => Promise<Answer>][] = [
  ["HTTP", (query, variables) => api.query(query, variables)],
  ["WebSocket", (query, variables) => bySocket(api.url, query, {}, variables)],
];

test.each(transports)("depth, aliases, directives, fields and tokens are limited over %s", async (_transport, ask) => {
  const refused = async (query: string, what: string) =>
    expect((await ask(query)).errors).toMatchObject([
      { message: expect.stringContaining(what), extensions: { code: "BAD_INPUT" } },
    ]);
  const deep = 'transfers(experiment: "x") { edges { node { experiment { tasks { task { name } } } } } }';
  expect((await ask(`{ ${deep} }`)).errors![0]!.extensions.code).toBe("NOT_FOUND");
  await refused(`{ ${'task(name: "x") { name @include(if: true) } '.repeat(51)} }`, "directives");
  const aliases = Array.from({ length: 51 }, (_, i) => `a${i}: task(name: "x") { name }`).join(" ");
  await refused(`{ ${aliases} }`, "aliases");
  const fragments = Array.from({ length: 9 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`);
  await refused(`{ ...f0 } ${fragments.join(" ")} fragment f9 on Query { tasks { edges { cursor } } }`, "fields");
  await refused(`{ ${"__typename ".repeat(2100)} }`, "tokens");
  expect((await ask(`{ ${nested(20)} }`)).errors).toBeUndefined();
});

test.each(transports)(
  "cost is limited over %s, by what is asked for and not by what is there",
  async (_transport, ask) => {
    const query = `query ($jobs: Int, $experiments: Int = 500) {
    experiments(first: $experiments) { edges { node { jobs(first: $jobs) { edges { node { id } } } } } }
  }`;
    expect((await ask(query, { jobs: 500 })).errors).toMatchObject([
      { message: expect.stringMatching(/costs \d+: allowed are 25000/), extensions: { code: "BAD_INPUT" } },
    ]);
    expect((await ask(query, { jobs: 5 })).errors).toBeUndefined();
    expect((await ask(query, { jobs: 500, experiments: 5 })).errors).toBeUndefined();
    const solves = Array.from({ length: 30 }, (_, i) => `a${i}: taxonomy(experiment: "x", budget: ${i}) { value }`);
    expect((await ask(`{ ${solves.join(" ")} }`)).errors).toMatchObject([
      { message: expect.stringContaining("costs") },
    ]);
  },
);

test.each(transports)("null for a variable with a default is the client's mistake over %s", async (_transport, ask) => {
  const query = `query ($b: Float = 1) { taxonomy(experiment: "x", budget: $b) { value } }`;
  expect((await ask(query, { b: null })).errors).toMatchObject([{ extensions: { code: "BAD_INPUT" } }]);
});

test("a subscription by HTTP is told where it belongs", async () => {
  const { errors } = await api.query("subscription { transferComputed { cursor } }");
  expect(errors).toMatchObject([{ message: expect.stringContaining("WebSocket"), extensions: { code: "BAD_INPUT" } }]);
});

test("a message of a socket above 256 KiB closes it", async () => {
  const query = `{ __typename } # ${"x".repeat(300_000)}`;
  await expect(bySocket(api.url, query)).rejects.toMatchObject({ code: 1009 });
});

test("a connection may have 100 operations open", async () => {
  const client = createClient({ url: api.url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
  const follow = () => client.iterate({ query: "subscription { transferComputed { cursor } }" });
  const open = Array.from({ length: 100 }, follow);
  await expect(follow().next()).rejects.toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
  await open[0]!.return!();
  for await (const { data } of client.iterate({ query: "{ __typename }" })) expect(data).toBeDefined();
  await client.dispose();
});

test("introspection works on a loopback address", async () => {
  const { data } = await api.query(getIntrospectionQuery());
  expect(data.__schema.queryType.name).toBe("Query");
});

test("a body above 256 KiB, a batch, and a body that is no JSON are refused", async () => {
  const long = await post(api.url, { query: "{ __typename }", variables: { x: "x".repeat(300_000) } });
  expect(long.errors).toMatchObject([{ extensions: { code: "BAD_INPUT" } }]);
  const batch = await post(api.url, [{ query: "{ __typename }" }, { query: "{ __typename }" }]);
  expect(batch.errors).toMatchObject([{ extensions: { code: "BAD_INPUT" } }]);
  const headers = { "content-type": "application/json" };
  const torn = await fetch(api.url, { method: "POST", headers, body: "{" });
  expect(torn.status).toBe(400);
  expect(await torn.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_INPUT" } }] });
});

test("a form of a foreign page can send nothing", async () => {
  const headers = { "content-type": "text/plain" };
  const body = JSON.stringify({ query: "{ __typename }" });
  const response = await fetch(api.url, { method: "POST", headers, body });
  expect(response.status).toBe(400);
  expect(JSON.stringify(await response.json())).toContain("CSRF");
});

test("a socket opened by a foreign page is refused, one of the own page is not", async () => {
  const open = (origin: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(api.url.replace("http", "ws"), "graphql-transport-ws", { origin });
      socket.on("open", () => {
        socket.close();
        resolve("open");
      });
      socket.on("error", ({ message }) => resolve(message));
    });
  expect(await open("https://evil.example")).toContain("401");
  expect(await open(new URL(api.url).origin)).toBe("open");
});

test("a name that somebody resolved to this machine is refused", async () => {
  const { request } = await import("node:http");
  const status = await new Promise((resolve) => {
    request(api.url, { headers: { host: "evil.example" } }, ({ statusCode }) => resolve(statusCode)).end();
  });
  expect(status).toBe(403);
});
