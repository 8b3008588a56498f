import { createHash } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, type OutgoingHttpHeaders, request } from "node:http";
import { text as readText } from "node:stream/consumers";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { requestId } from "../../src/http/request-log.ts";
import type { Graph } from "../../src/store/graph.ts";
import { type Api, openApi, post, postRaw } from "./api.ts";

const SITE = "https://site.example";
const TOKENS = { apiKeysFile: null, jwt: { secret: "x".repeat(32), issuer: null, audience: null } };
const query = "{ __typename }";

let api: Api;

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const preflight = (url: string, origin: string): Promise<Response> =>
  fetch(url, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });

test("no other site may call, unless it is named", async () => {
  expect((await preflight(api.url, SITE)).headers.get("access-control-allow-origin")).toBeNull();
  const open = await openApi({ config: { corsOrigins: [SITE], callers: TOKENS } });
  expect((await preflight(open.url, SITE)).headers.get("access-control-allow-origin")).toBe(SITE);
  expect((await preflight(open.url, "https://other.example")).headers.get("access-control-allow-origin")).toBeNull();
  expect((await postRaw(open.url, { query }, { origin: SITE })).headers.get("access-control-allow-origin")).toBe(SITE);
  const socket = new WebSocket(open.url.replace("http", "ws"), "graphql-transport-ws", { origin: SITE });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  socket.close();
  await open.close();
});

test("long answers are compressed for other machines", async () => {
  const exposed = await openApi({ config: { host: "0.0.0.0", callers: TOKENS, introspection: true } });
  const encoding = ({ url }: Api) =>
    new Promise((resolve) => {
      request(new URL("/graphiql/page.js", url), { headers: { "accept-encoding": "gzip" } }, (answer) => {
        answer.resume();
        resolve(answer.headers["content-encoding"]);
      }).end();
    });
  expect(await encoding(exposed)).toBe("gzip");
  expect(await encoding(api)).toBeUndefined();
  await exposed.close();
});

test("an unknown path is refused like everything else", async () => {
  const answer = await fetch(new URL("/nothing/here", api.url));
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
});

test("a query that was sent once may be sent by its hash", async () => {
  const text = "{ persisted: __typename }";
  const sha256Hash = createHash("sha256").update(text).digest("hex");
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  expect((await post(api.url, { extensions })).errors).toMatchObject([{ message: "PersistedQueryNotFound" }]);
  expect((await post(api.url, { query: text, extensions })).data).toEqual({ persisted: "Query" });
  expect((await post(api.url, { extensions })).data).toEqual({ persisted: "Query" });
  const forged = { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } };
  expect((await post(api.url, { query: text, extensions: forged })).errors).toHaveLength(1);
});

test("a GET of the same answer is 304 by its ETag, another answer is sent whole; errors and POST are not kept", async () => {
  const first = await get("{ __typename }");
  expect(first.status).toBe(200);
  expect(first.headers["cache-control"]).toBe("private, no-cache");
  expect(first.headers.vary).toBe("Accept, Authorization");
  const { etag } = first.headers;
  const again = await get("{ __typename }", { "if-none-match": etag });
  expect([again.status, again.text, again.headers.etag]).toEqual([304, "", etag]);
  const other = await get("{ name: __typename }", { "if-none-match": etag });
  expect([other.status, JSON.parse(other.text)]).toEqual([200, { data: { name: "Query" } }]);

  const wrong = await get("{ task }");
  expect([wrong.status, wrong.headers["cache-control"]]).toEqual([400, "no-store"]);
  expect((await postRaw(api.url, { query })).headers.get("cache-control")).toBe("no-store");
});

/** Without `fetch`, which asks caches for nothing once it is given If-None-Match. */
async function get(text: string, more: OutgoingHttpHeaders = {}) {
  const address = new URL(api.url);
  address.searchParams.set("query", text);
  const asked = request(address, { headers: { "apollo-require-preflight": "1", ...more } }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, text: await readText(answer) };
}

test("what a caller may keep is still refused to others", async () => {
  const closed = await openApi({ config: { callers: TOKENS } });
  const answer = await fetch(`${closed.url}?query={__typename}`, { headers: { "if-none-match": "*" } });
  expect(answer.status).toBe(401);
  await closed.close();
});

test("metrics count operations by fields of the schema, and requests by known paths", async () => {
  await api.query(`{ renamed: task(name: "reshade") { name } }`);
  await api.query(`mutation { cancelExperiment(id: "nothing") { id } }`);
  await fetch(new URL("/made/up", api.url));
  const text = await (await fetch(new URL("/metrics", api.url))).text();
  expect(text).toMatch(/graphql_root_field_duration_seconds_count\{field="task",code="OK"\} 1/);
  expect(text).toMatch(/graphql_root_field_duration_seconds_count\{field="cancelExperiment",code="NOT_FOUND"\} 1/);
  expect(text).toMatch(/http_request_duration_seconds_count\{method="POST",path="\/graphql",status="200"\} \d/);
  expect(text).toMatch(/path="other",status="404"/);
  expect(text).not.toContain("made/up");
  expect(text).toMatch(/graphql_socket_operations 0/);
  expect(text).toMatch(/taskonomy_queue_jobs\{state="waiting"\} 0/);
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds/);
  expect(text).toMatch(/process_resident_memory_bytes/);
});

test("an open subscription is counted until it ends", async () => {
  const open = async () =>
    /^graphql_socket_operations (\d+)$/m.exec(await (await fetch(new URL("/metrics", api.url))).text())![1];
  const socket = new WebSocket(api.url.replace("http", "ws"), "graphql-transport-ws");
  await new Promise((resolve) => socket.once("open", resolve));
  const heard: string[] = [];
  socket.on("message", (data) => heard.push(JSON.parse(String(data)).type));
  socket.send(JSON.stringify({ type: "connection_init" }));
  await expect.poll(() => heard).toContain("connection_ack");
  const feed = "subscription { transferComputed { cursor } }";
  socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query: feed } }));
  await expect.poll(open).toBe("1");
  socket.close();
  await expect.poll(open).toBe("0");
});

test("a request keeps its id in the answer and in every line of the log, which holds no credential", async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "info", mixin: requestId }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const session = () => {
    throw new Error("a defect");
  };
  const broken = await openApi({ graph: { ...api.graph, driver: { session } } as unknown as Graph, log });
  const headers = { "x-request-id": "mine-1", authorization: "Bearer hidden" };
  const answer = await postRaw(broken.url, { query: `{ task(name: "x") { name } }` }, headers);
  expect(answer.headers.get("x-request-id")).toBe("mine-1");
  await expect
    .poll(() => lines.filter(({ request }) => request === "mine-1").map(({ msg }) => msg))
    .toEqual(["internal error", "request"]);
  expect(lines.at(-1)).toMatchObject({ method: "POST", path: "/graphql", status: 200, caller: "anybody" });
  expect(JSON.stringify(lines)).toContain("a defect");
  expect(JSON.stringify(lines)).not.toContain("hidden");
  const forged = await fetch(new URL("/livez", broken.url), { headers: { "x-request-id": "not an id" } });
  expect(forged.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  await broken.close();
});
