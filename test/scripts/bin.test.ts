import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const BIN = join(import.meta.dirname, "../../bin/taskonomy.mjs");

test("the command runs from any working directory and passes its exit status on", async () => {
  expect(await taskonomy("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("Usage: taskonomy") });
  expect(await taskonomy("no-such-command")).toMatchObject({ status: 2, stdout: "" });
});

test("who reads only the first line of a long answer gets it, and no error", async () => {
  const solve = [
    "solve",
    "--table",
    join(import.meta.dirname, "../../published/taskonomy2018.csv"),
    "--budgets",
    "1..25",
  ];
  const child = spawn(process.execPath, [BIN, ...solve, "--max-order", "2"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const [first] = await once(child.stdout, "data");
  child.stdout.destroy();
  expect(String(first)).toMatch(/^budget /);
  const [status] = await once(child, "close");
  expect({ status, said }).toEqual({ status: 0, said: "" });
});

function taskonomy(...args: string[]): Promise<{ status: number | null; stdout: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [BIN, ...args], { cwd: tmpdir() }, (_error, stdout) => {
      resolve({ status: child.exitCode, stdout });
    });
  });
}
