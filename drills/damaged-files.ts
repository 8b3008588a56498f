import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listJobs } from "../src/store/jobs.ts";
import { check } from "./checker.ts";
import { type Drill, SHORT } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { begin, hasCompleted } from "./site.ts";

const ID = "damaged-files";

export const damagedFiles: Drill = {
  description: "one bit of every artifact and cache entry flips in the middle of a run",
  async run(site, _, say) {
    const expected = await site.undisturbed(SHORT);
    await begin(site, ID, SHORT);
    const worker = site.start(["worker"], ID);
    await eventually(async () => {
      const done = await listJobs(site.graph, ID);
      return done.some(({ kind }) => kind === "TRANSFERS");
    });
    await worker.end("SIGKILL");
    const files = await filesUnder(join(site.homeOf(ID), "artifacts"));
    for (const file of files) await damage(file);
    say(`${files.length} files are damaged`);

    const again = site.start(["worker"], ID);
    await eventually(() => hasCompleted(site, ID));
    // What no later job of the plan needs stays damaged, and whoever reads it is told: only the graph is compared.
    await check(site, ID, { expected, artifacts: false });
    await again.end("SIGTERM");
  },
};

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(file, bytes);
}
