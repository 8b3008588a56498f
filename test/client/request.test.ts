import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import { connect, graphql } from "../../client/index.ts";
import { uniqueName } from "../helpers/services.ts";
import { type Api, importText, openApi, TABLE_HEADER } from "../http/api.ts";

const KEY = "a-key-of-the-tests";
const SECRET = "of the tests alone, 32 characters";
const BEST = graphql(
  `
  query ($id: ID!, $budget: Float!) {
    taxonomy(experiment: $id, budget: $budget) { status value usedSources { ...Named } }
  }
`,
  [graphql("fragment Named on Task { name kind }")],
);

let api: Api;
let folder: string;
let id: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
  const apiKeysFile = join(folder, "api-keys");
  await writeFile(apiKeysFile, `trainer ${createHash("sha256").update(KEY).digest("hex")} a notebook\n`);
  const jwt = { secret: SECRET, issuer: null, audience: null };
  api = await openApi({ config: { callers: { apiKeysFile, jwt } } });
  id = await importText(api.graph, `${TABLE_HEADER}\na,self,1,0.6,0.9,0.5\na,b,1,0.4,0.7,0.45\n`);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

const client = () => connect({ url: api.url, authorization: `Bearer ${KEY}` });

async function token(seconds: number): Promise<string> {
  const jwt = new SignJWT({ role: "reader" }).setProtectedHeader({ alg: "HS256" }).setSubject("somebody");
  const signed = jwt.setExpirationTime(Math.floor(Date.now() / 1000) + seconds);
  return `Bearer ${await signed.sign(new TextEncoder().encode(SECRET))}`;
}

test("the answer to a query has the types of its document", async () => {
  const { taxonomy } = await client().request(BEST, { id, budget: 1 });
  expect(taxonomy).toEqual({ status: "OPTIMAL", value: 0.6, usedSources: [{ name: "a", kind: "OTHER" }] });
  expectTypeOf(taxonomy.value).toEqualTypeOf<number | null>();
  expectTypeOf(taxonomy.usedSources[0]!.name).toEqualTypeOf<string>();
  expectTypeOf(taxonomy.status).toEqualTypeOf<"OPTIMAL" | "FEASIBLE" | "INFEASIBLE">();
});

test("what does not fit the schema is no TypeScript", () => {
  const { request, subscribe } = client();
  const wrong = (): unknown => [
    // @ts-expect-error no such field
    request(graphql("{ tasks { edges { node { name nam } } } }")),
    request(graphql("{ experiments { edges { node { id settings } } } }")),
    request(graphql('{ cypher(statement: "RETURN 1") { columns rows } }')),
    // @ts-expect-error no such field of the root
    request(graphql("{ task_s { edges { cursor } } }")),
    // @ts-expect-error no such field in a fragment
    request(graphql("{ latestCursor ...Wrong }", [graphql("fragment Wrong on Query { nam }")])),
    // @ts-expect-error a missing variable
    request(BEST, { id }),
    // @ts-expect-error no variables at all
    request(BEST),
    // @ts-expect-error a variable of another type
    request(BEST, { id, budget: "1" }),
    // @ts-expect-error no such field of a subscription
    subscribe(graphql("subscription { transferComputed { cursors } }")),
  ];
  expect(wrong).toBeTypeOf("function");
});

test("a mutation, and its refusal by code", async () => {
  const train = graphql(`
    mutation ($id: ID!, $sources: [ID!]!) { trainTransfer(experiment: $id, sources: $sources, target: "a") { id status } }
  `);
  await expect(client().request(train, { id, sources: ["b"] })).rejects.toMatchObject({
    name: "TaskonomyError",
    code: "NO_LOSSES",
    errors: [{ path: ["trainTransfer"] }],
  });
  const remove = graphql("mutation ($id: ID!) { deleteExperiment(id: $id) }");
  await expect(client().request(remove, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const wrong = graphql("query ($first: Int!) { tasks(first: $first) { edges { cursor } } }");
  await expect(client().request(wrong, { first: 0 })).rejects.toMatchObject({ code: "BAD_INPUT" });
});

test("a request ends with its signal", async () => {
  const signal = AbortSignal.abort();
  await expect(client().request(BEST, { id, budget: 1 }, { signal })).rejects.toMatchObject({ name: "AbortError" });
});

test("an address without GraphQL is no refusal", async () => {
  const gateway = createServer((_request, response) => response.writeHead(502).end("Bad Gateway")).listen(0);
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`;
  await expect(connect({ url }).request(graphql("{ latestCursor }"))).rejects.toThrow(
    `${url} answered with status 502`,
  );
  gateway.close();
});

test("an unknown key is refused by its code, over HTTP and by a socket", async () => {
  for (const authorization of [undefined, "Bearer unknown"]) {
    const stranger = connect({ url: api.url, authorization });
    const refused = { name: "TaskonomyError", code: "UNAUTHENTICATED" };
    await expect(stranger.request(graphql("{ latestCursor }"))).rejects.toMatchObject(refused);
    await expect(stranger.transferComputed({ after: "0" }).next()).rejects.toMatchObject(refused);
  }
});

test("a feed outlives its token where another one follows, and ends by code where none does", async () => {
  const seconds = [4, 60];
  const renewed = connect({ url: api.url, authorization: () => token(seconds.shift()!) });
  const experiment = uniqueName("renewed");
  await importText(api.graph, `${TABLE_HEADER}\na,b,1,1,0.9,0.5\n`, experiment);
  const feed = renewed.transferComputed({ experiment, after: "0" });
  expect((await feed.next()).value?.transfer.key).toBe(`${experiment}/b/a`);
  const next = feed.next();
  const ends = connect({ url: api.url, authorization: await token(4) });
  await expect(ends.transferComputed({ experiment, after: await latest() }).next()).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
  });
  await importText(api.graph, `${TABLE_HEADER}\na,c,1,1,0.9,0.5\n`, experiment);
  expect((await next).value?.transfer.key).toBe(`${experiment}/c/a`);
  expect(seconds).toEqual([]);
  await feed.return();
});

const latest = async () => (await client().request(graphql("{ latestCursor }"))).latestCursor;

test("other subscriptions give their results and end where the server ends them", async () => {
  const progress = graphql("subscription ($id: ID!) { experimentProgress(id: $id) { status } }");
  const statuses: string[] = [];
  for await (const { experimentProgress } of client().subscribe(progress, { id })) {
    statuses.push(experimentProgress.status);
  }
  expect(statuses).toEqual(["IMPORTED"]);
});
