/**
 * Runs one service and ends it with its owner: the owner holds the other end of standard input, which closes when the
 * owner ends, by whatever means. Plain JavaScript, so that it starts at once and stays small.
 *
 * node guard.mjs <pid file> <grace in ms> <program> <argument>...
 */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";

const [pidFile, grace, program, ...args] = process.argv.slice(2);
const service = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"] });
if (service.pid !== undefined) writeFileSync(pidFile, `${service.pid}\n`);

const end = () => {
  service.kill("SIGTERM");
  setTimeout(() => service.kill("SIGKILL"), Number(grace)).unref();
};
process.stdin.on("close", end).on("error", end).resume();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, end);

service.on("error", (error) => {
  process.stderr.write(`${program}: ${error.message}\n`);
  process.exit(127);
});
service.on("exit", (status) => process.exit(status ?? 1));
