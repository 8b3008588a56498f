import { once } from "node:events";
import { expect, test } from "vitest";
import WebSocket from "ws";
import { openApi } from "./api.ts";

test("health", async () => {
  const api = await openApi();
  const get = (path: string) => fetch(new URL(path, api.url));
  expect((await get("/livez")).status).toBe(200);
  expect(await (await get("/readyz")).json()).toEqual({ graph: true, queue: true });
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
