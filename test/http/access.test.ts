import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { taskonomy } from "../../drills/process.ts";
import { parseApiKeys } from "../../src/http/access/api-keys.ts";
import { openAuthentication } from "../../src/http/access/authenticate.ts";
import { type Api, openApi, postRaw } from "./api.ts";
import { bySocket } from "./by-socket.ts";

const SECRET = "of the tests alone, 32 characters";
const KEY = "a-key-of-the-tests";
const HASH = createHash("sha256").update(KEY).digest("hex");
const query = "{ __typename }";

let api: Api;
let folder: string;
let apiKeysFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
  apiKeysFile = join(folder, "api-keys");
  await writeFile(apiKeysFile, `# who reads\nreader ${HASH} a dashboard\n`);
  const jwt = { secret: SECRET, issuer: "tests", audience: null };
  api = await openApi({ config: { callers: { apiKeysFile, jwt } } });
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

interface Claims {
  role?: string;
  issuer?: string;
  expires?: number | null;
  secret?: string;
}

const now = (): number => Math.floor(Date.now() / 1000);

function token({
  role = "reader",
  issuer = "tests",
  expires = now() + 60,
  secret = SECRET,
}: Claims = {}): Promise<string> {
  const jwt = new SignJWT({ role }).setProtectedHeader({ alg: "HS256" }).setSubject("somebody").setIssuer(issuer);
  if (expires !== null) jwt.setExpirationTime(expires);
  return jwt.sign(new TextEncoder().encode(secret));
}

const unsigned = (): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ role: "admin", sub: "x", iss: "tests", exp: now() + 60 })}.`;
};

const refused: [string, () => string | Promise<string>][] = [
  ["no credential", () => ""],
  ["another scheme", () => `Basic ${KEY}`],
  ["an unknown key", () => "Bearer unknown"],
  ["the hash instead of the key", () => `Bearer ${HASH}`],
  ["an expired token", async () => `Bearer ${await token({ expires: now() - 60 })}`],
  ["a token without an end", async () => `Bearer ${await token({ expires: null })}`],
  ["a token of an unknown role", async () => `Bearer ${await token({ role: "root" })}`],
  ["another issuer's token", async () => `Bearer ${await token({ issuer: "others" })}`],
  ["a token signed by somebody else", async () => `Bearer ${await token({ secret: `not ${SECRET}` })}`],
  ["a token that is not signed", () => `Bearer ${unsigned()}`],
];

describe.each(refused)("%s is refused", (_what, credential) => {
  test("over HTTP", async () => {
    const response = await postRaw(api.url, { query }, { authorization: await credential() });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
  });

  test("over WebSocket", async () => {
    await expect(bySocket(api.url, query, { authorization: await credential() })).rejects.toMatchObject({
      code: 4403,
      reason: expect.stringMatching(/^UNAUTHENTICATED: /),
    });
  });
});

test("a key and a token are taken over both transports", async () => {
  for (const authorization of [`Bearer ${KEY}`, `bearer ${await token()}`]) {
    expect((await postRaw(api.url, { query }, { authorization })).status).toBe(200);
    expect((await bySocket(api.url, query, { authorization })).data).toEqual({ __typename: "Query" });
  }
});

test("a socket ends with its token, in the middle of a subscription", async () => {
  const closed: { code: number; reason: string }[] = [];
  const client = createClient({
    url: api.url.replace("http", "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: async () => ({ authorization: `Bearer ${await token({ expires: now() + 2 })}` }),
    on: { closed: (event) => closed.push(event as never) },
  });
  const feed = client.iterate({ query: "subscription { transferComputed { cursor } }" });
  await expect(feed.next()).rejects.toMatchObject({ code: 4403 });
  expect(closed).toMatchObject([{ code: 4403, reason: "UNAUTHENTICATED: the token has expired" }]);
});

test("a stream of events ends with its token", async () => {
  const authorization = `Bearer ${await token({ expires: now() + 2 })}`;
  const response = await fetch(new URL("/events", api.url), { headers: { authorization } });
  expect(response.status).toBe(200);
  expect(await response.text()).not.toContain("error");
});

test("an operation before the connection is acknowledged closes the socket", async () => {
  const socket = new WebSocket(api.url.replace("http", "ws"), "graphql-transport-ws");
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query } }));
  const [code] = await once(socket, "close");
  expect(code).toBe(4401);
});

describe("tokens of an issuer with public keys", () => {
  const issuer = "https://id.example";
  let keys: Server;
  let keysUrl: string;
  let published: string;
  let privateKey: CryptoKey;

  beforeAll(async () => {
    const pair = await generateKeyPair("ES256");
    privateKey = pair.privateKey;
    published = JSON.stringify(await exportJWK(pair.publicKey));
    keys = createServer((_request, response) => response.end(`{ "keys": [${published}] }`)).listen(0, "127.0.0.1");
    await once(keys, "listening");
    keysUrl = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  });
  afterAll(() => keys.close());

  const claims = (audience = "taskonomy") =>
    new SignJWT({ role: "trainer" }).setSubject("x").setIssuer(issuer).setAudience(audience).setExpirationTime("1m");
  const open = (url: string) => {
    const jwt = { keysUrl: url, issuer, audience: "taskonomy" };
    return openAuthentication({ host: "::", corsOrigins: [], callers: { apiKeysFile: null, jwt } });
  };

  test("are taken when they are meant for this server", async () => {
    const authenticate = await open(keysUrl);
    const signed = (audience?: string) => claims(audience).setProtectedHeader({ alg: "ES256" }).sign(privateKey);
    expect(await authenticate(`Bearer ${await signed()}`)).toMatchObject({ name: "x", role: "trainer" });
    const elsewhere = `Bearer ${await signed("another service")}`;
    await expect(authenticate(elsewhere)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("are refused when they are signed with the public key as a secret", async () => {
    const secret = new TextEncoder().encode(published);
    const forged = await claims().setProtectedHeader({ alg: "HS256" }).sign(secret);
    await expect((await open(keysUrl))(`Bearer ${forged}`)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  test("cannot be judged without its keys, which is no fault of the caller", async () => {
    const signed = await claims().setProtectedHeader({ alg: "ES256" }).sign(privateKey);
    const authenticate = await open("http://127.0.0.1:1");
    await expect(authenticate(`Bearer ${signed}`)).rejects.not.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});

test("health needs no credential", async () => {
  for (const path of ["/livez", "/readyz"]) expect((await fetch(new URL(path, api.url))).status).toBe(200);
});

test("a server that others can reach does not start without knowing its callers", async () => {
  const nobody = { apiKeysFile: null, jwt: null };
  for (const host of ["0.0.0.0", "::", "192.168.1.7", "graph.example"]) {
    await expect(openAuthentication({ host, corsOrigins: [], callers: nobody })).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(/^HOST .* set API_KEYS_FILE, JWT_SECRET or JWT_JWKS_URL$/),
    });
    await expect(
      openAuthentication({ host, corsOrigins: [], callers: { apiKeysFile, jwt: null } }),
    ).resolves.toBeTypeOf("function");
  }
  const anybody = await openAuthentication({ host: "127.0.0.1", corsOrigins: [], callers: nobody });
  expect(await anybody(undefined)).toMatchObject({ role: "admin" });
  const corsOrigins = ["https://site.example"];
  await expect(openAuthentication({ host: "127.0.0.1", corsOrigins, callers: nobody })).rejects.toThrow(/CORS_ORIGINS/);
});

test("the command says so in one line, before anything is started", async () => {
  const server = taskonomy(["serve"], { HOST: "0.0.0.0", TASKONOMY_HOME: join(folder, "home") });
  expect(await server.ended).toBe(2);
  expect(server.lines.map(({ msg }) => msg)).toEqual([expect.stringMatching(/^taskonomy: HOST 0\.0\.0\.0 lets other/)]);
});

test.each([
  ["an unknown role", `root ${HASH} x`],
  ["the key instead of its hash", `reader ${KEY} x`],
  ["no name", `reader ${HASH}`],
])("a key file with %s is refused by its line, without what it holds", (_what, line) => {
  const parse = (): unknown => parseApiKeys(`# keys\n${line}\n`, "keys.txt");
  expect(parse).toThrow(
    expect.objectContaining({ code: "BAD_INPUT", message: expect.stringMatching(/^keys.txt, line 2:/) }),
  );
  expect(parse).not.toThrow(new RegExp(`${HASH}|${KEY}`));
});

test("a key file that is missing or empty is refused", async () => {
  const open = (file: string) =>
    openAuthentication({ host: "::", corsOrigins: [], callers: { apiKeysFile: file, jwt: null } });
  await expect(open(join(folder, "none"))).rejects.toThrow(/API_KEYS_FILE .* cannot be read \(ENOENT\)/);
  await writeFile(join(folder, "empty"), "\n# nobody\n");
  await expect(open(join(folder, "empty"))).rejects.toThrow("holds no API key");
});
