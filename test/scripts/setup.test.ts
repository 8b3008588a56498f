import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findProgram } from "../../scripts/setup/run.mjs";

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

function setUp(env: NodeJS.ProcessEnv): Promise<{ status: number | null; lines: string[] }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [SETUP],
      { env: { ...process.env, NEO4J_URI: "", REDIS_URL: "", ...env } },
      (_error, stdout, stderr) => {
        const lines = `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
        resolve({ status: child.exitCode, lines });
      },
    );
  });
}
