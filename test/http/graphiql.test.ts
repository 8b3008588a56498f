import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importPublished } from "../../src/commands/import.ts";
import { examples } from "../../src/http/graphiql/graphiql.ts";
import { type Api, openApi } from "./api.ts";
import { bySocket } from "./by-socket.ts";

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await importPublished(api.graph);
});
afterAll(() => api.close());

const get = (path: string): Promise<Response> => fetch(new URL(path, api.url));

test("the page loads nothing from elsewhere and runs no script of its own text", async () => {
  const page = await get("/");
  expect(new URL(page.url).pathname).toBe("/graphiql");
  expect(page.headers.get("content-type")).toContain("text/html");
  const policy = page.headers.get("content-security-policy")!;
  expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(policy).not.toMatch(/[*.]|https?:|unsafe-eval/);
  const text = await page.text();
  expect(text).not.toMatch(/https?:|<style|<script(?! (type="module" )?src)/);

  const named = [...text.matchAll(/(?:src|href)="(\/graphiql\/[^"]+)"/g)].map(([, path]) => path!);
  expect(named).toHaveLength(5);
  for (const path of named) {
    const asset = await get(path);
    expect(asset.status).toBe(200);
    expect(asset.headers.get("content-type")).toContain(path.endsWith(".css") ? "text/css" : "text/javascript");
  }
});

test("the script finds its workers, and the functions of GraphiQL and graphql-ws that it calls", async () => {
  for (const worker of ["editor", "json", "graphql"]) {
    const script = await get(`/graphiql/${worker}.worker.js`);
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect((await script.text()).length).toBeGreaterThan(10_000);
  }
  expect(await (await get("/graphiql/graphiql.js")).text()).toMatch(/YogaGraphiQL[\s\S]*renderYogaGraphiQL/);
  expect(await (await get("/graphiql/graphql-ws.js")).text()).toMatch(/graphqlWs[\s\S]*createClient/);
});

describe("every example answers on the published tables", () => {
  const named = examples().map((document) => [/^(?:query|subscription) \w+/m.exec(document)![0], document] as const);
  test.each(named)("%s", async (operation, document) => {
    const { data, errors } = await (operation.startsWith("subscription")
      ? bySocket(api.url, document)
      : api.query(document));
    expect(errors).toBeUndefined();
    for (const answer of Object.values(data)) expect(JSON.stringify(answer).length).toBeGreaterThan(50);
  });
});

test("they are what the page shows", async () => {
  expect(await (await get("/graphiql/examples.json")).json()).toEqual(examples());
});

test("where the schema is not shown, neither is the page", async () => {
  const hidden = await openApi({ config: { introspection: false } });
  for (const path of ["/", "/graphiql", "/graphiql/graphiql.js"]) {
    expect((await fetch(new URL(path, hidden.url))).status).toBe(404);
  }
  await hidden.close();
});
