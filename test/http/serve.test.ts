import { once } from "node:events";
import { expect, test } from "vitest";
import WebSocket from "ws";
import { openApi } from "./api.ts";

test("health, and a page that loads nothing from elsewhere", async () => {
  const api = await openApi();
  const get = (path: string) => fetch(new URL(path, api.url));
  expect((await get("/livez")).status).toBe(200);
  expect(await (await get("/readyz")).json()).toEqual({ graph: true, queue: true });

  const page = await get("/");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const texts = await Promise.all([page, await get("/landing.js"), await get("/landing.css")].map((r) => r.text()));
  expect(texts.join()).not.toMatch(/https?:\/\//);
  await api.close();
});

test("every example of the page can be run", async () => {
  const api = await openApi();
  const script = await (await fetch(new URL("/landing.js", api.url))).text();
  const queries = [...script.matchAll(/`(\{[^`]*\})`/g)].map(([, query]) => query!);
  expect(queries.length).toBeGreaterThan(3);
  for (const query of queries) {
    const { errors = [] } = await api.query(query);
    // The published tables may be missing here, but no query is wrong.
    for (const { extensions } of errors) expect(extensions.code).toBe("NOT_FOUND");
  }
  await api.close();
});

test("a server that ends answers what it was asked, and closes sockets with 1001", async () => {
  const api = await openApi();
  const socket = new WebSocket(api.url.replace("http", "ws"), "graphql-transport-ws");
  await once(socket, "open");
  const closed = once(socket, "close");
  const answer = api.query("{ experiments { edges { cursor } } }");
  const close = api.close();
  const [code] = await closed;
  expect(code).toBe(1001);
  await close;
  await expect(answer.then(({ errors }) => errors)).resolves.toBeUndefined();
});
