import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findProgram } from "../../scripts/setup/run.mjs";
import { eventually } from "../helpers/eventually.ts";

const SETUP = join(import.meta.dirname, "../../scripts/setup.mjs");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "taskonomy-setup-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("where everything is present nothing is done and nothing said", async () => {
  expect(await setUp({})).toEqual({ status: 0, lines: [] });
});

test("what is missing is named at once, a line each, with the command and the container that bring it", async () => {
  const { status, lines } = await setUp({ PATH: folder, JAVA_HOME: "", XDG_CACHE_HOME: folder });
  expect(status).toBe(1);
  expect(lines.some((line) => /Java 17.*apt-get install openjdk.*docker compose up/.test(line))).toBe(true);
  expect(lines.some((line) => /redis-server.*python3.*docker compose up/.test(line))).toBe(true);
});

test("services that the environment names need neither Java nor Redis", async () => {
  const env = { NEO4J_URI: "bolt://localhost:7687", REDIS_URL: "redis://localhost:6379" };
  expect(await setUp({ PATH: folder, JAVA_HOME: "", XDG_CACHE_HOME: folder, ...env })).toEqual({
    status: 0,
    lines: [],
  });
});

test("with Java but without Maven, Maven is asked for", async () => {
  await symlink(findProgram("java")!, join(folder, "java"));
  const { lines } = await setUp({ PATH: folder, JAVA_HOME: "", XDG_CACHE_HOME: folder });
  expect(lines.some((line) => /mvn .*apt-get install maven/.test(line))).toBe(true);
});

test("a missing compiler is one line, whatever else was tried", async () => {
  const packages = {
    "@tensorflow/tfjs-node": { version: "1.0.0", binary: { host: "http://127.0.0.1:1" } },
    "node-api-headers": {},
  };
  await cp(join(SETUP, ".."), join(folder, "scripts"), { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const [name, content] of Object.entries(packages)) {
    await mkdir(join(folder, "node_modules", name), { recursive: true });
    await writeFile(join(folder, "node_modules", name, "package.json"), JSON.stringify(content));
  }
  const env = { NEO4J_URI: "bolt://localhost:7687", REDIS_URL: "redis://localhost:6379" };
  const { status, lines } = await setUp(
    { PATH: folder, XDG_CACHE_HOME: folder, ...env },
    join(folder, "scripts/setup.mjs"),
  );
  expect(status).toBe(1);
  expect(lines.slice(1)).toEqual([expect.stringMatching(/^set-up: g\+\+ .*apt-get install g\+\+.*docker compose up/)]);
});

test.each(["SIGTERM", "SIGHUP"] as const)("%s ends all programs that the set-up runs", async (signal) => {
  const url = pathToFileURL(join(SETUP, "../setup/run.mjs"));
  const script = `
    import { run } from "${url}";
    for (const name of ["a", "b"]) run("sh", ["-c", "echo $$ > ${folder}/" + name + "; sleep 60; true"]);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  const files = ["a", "b"].map((name) => join(folder, name));
  await eventually(() => files.every((file) => existsSync(file) && readFileSync(file, "utf8").endsWith("\n")));
  child.kill(signal);
  const [status] = await once(child, "exit");
  expect(status).toBe(128 + constants.signals[signal]);
  const groups = files.map((file) => -Number(readFileSync(file, "utf8")));
  await eventually(() => groups.every((group) => !isAlive(group)));
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function setUp(env: NodeJS.ProcessEnv, script = SETUP): Promise<{ status: number | null; lines: string[] }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script],
      { env: { ...process.env, NEO4J_URI: "", REDIS_URL: "", ...env } },
      (_error, stdout, stderr) => {
        const lines = `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
        resolve({ status: child.exitCode, lines });
      },
    );
  });
}
