import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const BIN = join(import.meta.dirname, "../../bin/taskonomy.mjs");

test("the command runs from any working directory and passes its exit status on", async () => {
  expect(await taskonomy("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("Usage: taskonomy") });
  expect(await taskonomy("no-such-command")).toMatchObject({ status: 2, stdout: "" });
});

function taskonomy(...args: string[]): Promise<{ status: number | null; stdout: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [BIN, ...args], { cwd: tmpdir() }, (_error, stdout) => {
      resolve({ status: child.exitCode, stdout });
    });
  });
}
