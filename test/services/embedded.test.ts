import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import neo4j from "neo4j-driver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exchange } from "../../src/services/exchange.ts";
import { openServices, ownServices } from "../../src/services/open.ts";
import type { Addresses, GraphAddress, Services, ServicesConfig } from "../../src/services/services.ts";
import { eventually } from "../helpers/eventually.ts";

/** The steps of this file build on each other: one home goes through the deaths of everything that runs on it. */
let config: ServicesConfig;
let services: Services;

beforeAll(async () => {
  const home = await realpath(await mkdtemp(join(tmpdir(), "taskonomy-home-")));
  config = { home, neo4j: null, redisUrl: null };
});

afterAll(async () => {
  await services?.close();
  await rm(config.home, { recursive: true, force: true });
});

test("an owner killed with SIGKILL takes its services with it, and leaves their data", async () => {
  const script = join(import.meta.dirname, "owner-process.ts");
  const owner = spawn(process.execPath, ["--import", "tsx", script, config.home], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(owner.stdout), "line");
  const left = JSON.parse(line) as Addresses;
  expect(await count(left.neo4j)).toBe(1);
  expect(await redis(left.redis.url, "INCR deaths")).toBe(":1");
  await expect(ownServices(config)).rejects.toMatchObject({
    code: "HOME_IN_USE",
    message: expect.stringContaining(`${owner.pid}`),
  });
  const pids = servicePids();
  owner.kill("SIGKILL");
  await eventually(() => pids.every((pid) => !existsSync(`/proc/${pid}/exe`)));

  services = await ownServices(config);
  expect(await count(services.neo4j)).toBe(2);
  expect(await redis(services.redis.url, "INCR deaths")).toBe(":2");
});

test("a command uses the services that run already, and leaves them running", async () => {
  const joined = await openServices(config);
  expect(joined.neo4j).toEqual(services.neo4j);
  expect(joined.redis).toEqual(services.redis);
  await joined.close();
  expect(await redis(services.redis.url, "GET deaths")).toBe("$1");
});

test("secrets are readable by the user alone and on no command line", async () => {
  const secrets = [services.neo4j.password, new URL(services.redis.url).password];
  const commandLines = (await readdir("/proc"))
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/cmdline`))
    .map((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  for (const secret of secrets) {
    expect(commandLines.filter((line) => line.includes(secret))).toEqual([]);
    for (const file of await filesWith(config.home, secret)) expect(statSync(file).mode & 0o777, file).toBe(0o600);
  }
});

test("a Redis and a Neo4j killed with SIGKILL come back at the same address with their data", async () => {
  for (const pid of servicePids()) process.kill(pid, "SIGKILL");
  await eventually(async () => (await redis(services.redis.url, "INCR deaths")) === ":3");
  await eventually(async () => (await count(services.neo4j).catch(() => 0)) === 3);
});

test("a guard killed with SIGKILL leaves no second Redis behind", async () => {
  const [, redisPid] = servicePids();
  process.kill(parentOf(redisPid!), "SIGKILL");
  await eventually(() => !existsSync(`/proc/${redisPid}/exe`));
  await eventually(async () => (await redis(services.redis.url, "INCR deaths")) === ":4");
});

const servicePids = (): number[] =>
  ["neo4j", "redis"].map((name) => Number(readFileSync(join(config.home, name, "service.pid"), "utf8")));

const parentOf = (pid: number): number =>
  Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]);

/** The number of calls so far, counted in the graph. */
async function count({ uri, user, password, database }: GraphAddress): Promise<number> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const statement = "MERGE (n:Visit) SET n.count = coalesce(n.count, 0) + 1 RETURN n.count AS count";
  try {
    return (await driver.executeQuery(statement, {}, { database })).records[0]!.get("count");
  } finally {
    await driver.close();
  }
}

/** The first line that Redis answers to an inline command. */
async function redis(url: string, command: string): Promise<string | undefined> {
  const { port, password } = new URL(url);
  const answer = await exchange(Number(port), `AUTH ${password}\r\n${command}\r\n`);
  return answer?.toString().split("\r\n")[1];
}

async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => readFileSync(file, "latin1").includes(text));
}
