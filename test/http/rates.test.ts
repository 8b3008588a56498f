import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { type Api, openApi, postRaw } from "./api.ts";
import { bySocket } from "./by-socket.ts";

const LIMIT = 5;
const query = "{ __typename }";

test("a caller is refused above the limit over both transports, and told how long to wait", async () => {
  const api = await openApi({ config: { rateLimit: LIMIT } });
  for (let i = 0; i < LIMIT; i++) expect((await postRaw(api.url, { query })).status).toBe(200);
  const refused = await postRaw(api.url, { query });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  const { errors } = (await refused.json()) as { errors: { message: string }[] };
  expect(errors).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
  expect(errors[0]!.message).toMatch(/^5 requests a minute from one caller are allowed: try again in \d+ s$/);
  expect((await bySocket(api.url, query)).errors).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
  await api.close();
});

let guarded: Api;

beforeAll(async () => {
  const callers = { apiKeysFile: null, jwt: { secret: "x".repeat(32), issuer: null, audience: null } };
  guarded = await openApi({ config: { rateLimit: LIMIT, callers } });
});
afterAll(() => guarded.close());

test("an address that guesses keys is refused above its limit, and can open no socket", async () => {
  const guess = async (i: number) => (await postRaw(guarded.url, { query }, { authorization: `Bearer ${i}` })).status;
  const statuses: number[] = [];
  for (let i = 0; i <= 5 * LIMIT; i++) statuses.push(await guess(i));
  expect(statuses).toEqual([...Array<number>(5 * LIMIT).fill(401), 429]);
  const socket = new WebSocket(guarded.url.replace("http", "ws"), "graphql-transport-ws");
  const message = await new Promise((resolve) => socket.once("error", (error) => resolve(error.message)));
  expect(message).toContain("429");
});
