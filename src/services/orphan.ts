import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Service } from "./service.ts";

export const pidFile = (service: Pick<Service, "folder">): string => join(service.folder, "service.pid");

/**
 * Ends the process that an earlier owner left behind, when its guard was killed too. The process id on file may
 * belong to someone else by now, so only a process whose command line names the service's own files is ended.
 */
export async function endOrphan(service: Pick<Service, "folder" | "marker">): Promise<void> {
  const pid = Number(await readFile(pidFile(service), "utf8").catch(() => ""));
  const isOurs = async () => (await commandLine(pid)).includes(service.marker);
  if (!(pid > 1)) return;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    if (!(await isOurs())) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < 10_000 && (await isOurs()); waited += 50) await sleep(50);
  }
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const ps = promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]);
  return ps.then(({ stdout }) => stdout).catch(() => "");
}
