import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, test } from "vitest";
import { health } from "../../src/http/health.ts";

test("many who ask whether the server is ready share one look at the services, also one that fails", async () => {
  let looks = 0;
  const graph = async (): Promise<void> => {
    looks++;
    throw new Error("away");
  };
  const server = express()
    .use(health({ graph, queue: async () => {} }))
    .listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ready = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    return [answer.status, await answer.json()];
  };
  const answers = await Promise.all(Array.from({ length: 20 }, ready));
  expect(new Set(answers.map(String))).toEqual(new Set([String(answers[0])]));
  expect(answers[0]).toEqual([503, { graph: false, queue: true }]);
  expect(looks).toBe(1);
  server.close();
});
