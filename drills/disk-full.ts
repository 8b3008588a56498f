import { match } from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startExperiment } from "../src/queue/start.ts";
import { check } from "./checker.ts";
import { type Drill, SHORT } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { begin, failureOf, hasCompleted } from "./site.ts";

const ID = "disk-full";
const CALM = "calm-1";

export const diskFull: Drill = {
  description: "the file system of data set and artifacts is full, twice, and is then enlarged (needs user namespaces)",
  async run(site, _, say) {
    const expected = await site.undisturbed(SHORT);
    const dataset = kilobytes(join(site.homeOf(CALM), "datasets"));
    const home = site.homeOf(ID);
    mkdirSync(home);
    const disk = await smallDisk(home, Math.floor(dataset / 2));
    try {
      await begin(site, ID, SHORT);
      const worker = site.start(["worker"], ID, { within: disk.within });
      const first = await failureOf(site, ID);
      match(first, /^dataset\/\d: DISK_FULL: the disk has no room for /);
      say(first);

      disk.resize(dataset + 100);
      await startExperiment(site.queue, site.graph, ID);
      const second = await failureOf(site, ID);
      match(second, /^(model|baseline|representation)\/\w+: DISK_FULL: the disk has no room for /);
      say(second);

      disk.resize(1_000_000);
      await startExperiment(site.queue, site.graph, ID);
      await eventually(() => hasCompleted(site, ID));
      await check(site, ID, { expected, home: disk.seen(home) });
      await worker.end("SIGTERM");
    } finally {
      disk.remove();
    }
  },
};

const kilobytes = (folder: string): number =>
  Number.parseInt(execFileSync("du", ["-sk", folder], { encoding: "utf8" }), 10);

/** A file system of so many kilobytes at a folder, in a namespace of its own, which needs no root. */
async function smallDisk(folder: string, size: number) {
  const mount = `mount -t tmpfs -o size=${size}k tmpfs "$0" && echo mounted && exec sleep 3600`;
  const holder = spawn("unshare", ["-Urm", "sh", "-c", mount, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const mounted = once(holder.stdout, "data").then(() => true);
  if (!(await Promise.race([mounted, once(holder, "exit").then(() => false)]))) {
    throw new Error("this system gives users no namespaces, which a small file system needs");
  }
  const within = ["nsenter", "-t", String(holder.pid), "-U", "-m", "--preserve-credentials"];
  return {
    within,
    /** Its path as seen from outside. */
    seen: (path: string) => join(`/proc/${holder.pid}/root`, path),
    resize(to: number) {
      const [program, ...args] = within;
      execFileSync(program!, [...args, "mount", "-o", `remount,size=${to}k`, folder]);
    },
    remove: () => holder.kill("SIGKILL"),
  };
}
