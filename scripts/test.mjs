import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./setup/root.mjs";
import { setUp } from "./setup.mjs";

/** The gate, cheapest step first; arguments go to vitest. Ends with the status of the first step that fails. */
const CHECKS = [
  ["types", "tsc", "--noEmit"],
  ["lint", "biome", "check", "--error-on-warnings", "."],
  ["import directions", "depcruise", "--config", ".dependency-cruiser.cjs", "src", "client"],
  ["dead code", "knip"],
];

await setUp();
for (const [title, program, ...args] of CHECKS) check(title, program, args);
runTests(process.argv.slice(2));

function check(title, program, args) {
  const started = Date.now();
  const { status, stdout, stderr } = runTool(program, args, "pipe");
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? "passed" : "FAILED"}  ${title} (${program}), ${seconds} s\n`);
  if (status === 0) return;
  process.stdout.write(`${stdout}${stderr}`);
  process.exit(status ?? 1);
}

function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), "taskonomy-report-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = runTool("vitest", ["run", ...reporters, ...args], "inherit");
  process.stdout.write(`${summary(report)}\n`);
  rmSync(folder, { recursive: true });
  process.exit(status ?? 1);
}

function runTool(program, args, stdio) {
  const path = join(root, "node_modules/.bin", program);
  return spawnSync(path, args, { cwd: root, stdio, encoding: "utf8", maxBuffer: 64 << 20 });
}

function summary(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
    return `${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`;
  } catch {
    return "vitest wrote no report";
  }
}
