import { match } from "node:assert/strict";
import { startExperiment } from "../src/queue/start.ts";
import { findExperiment } from "../src/store/experiments.ts";
import { check } from "./checker.ts";
import { type Drill, SHORT } from "./drill.ts";
import { eventually } from "./eventually.ts";
import type { Running } from "./process.ts";
import { begin, failureOf, hasCompleted, type Site } from "./site.ts";

const ID = "out-of-memory";
const JOB = "model/edge2d";

export const outOfMemory: Drill = {
  description:
    "every worker that takes one job is killed, as the system does for lack of memory, until the job is given up",
  async run(site, _, say) {
    const expected = await site.undisturbed(SHORT);
    await begin(site, ID, SHORT);
    let victims = 0;
    while (await loses(site)) victims++;
    say(`${victims} workers are killed: ${await failureOf(site, ID)}`);
    match(await failureOf(site, ID), new RegExp(`^${JOB}: WORKER_LOST: \\d workers ended with ${JOB} in hand`));

    await startExperiment(site.queue, site.graph, ID);
    const worker = site.start(["worker"], ID);
    await eventually(() => hasCompleted(site, ID));
    await check(site, ID, { expected });
    await worker.end("SIGTERM");
  },
};

/** Starts a worker and kills it once it has begun the job; false where the experiment FAILED before. */
async function loses(site: Site): Promise<boolean> {
  const worker: Running = site.start(["worker"], ID);
  const begun = (): boolean => worker.lines.some(({ msg, job }) => msg === "started" && job === JOB);
  await eventually(async () => begun() || (await findExperiment(site.graph, ID))?.status === "FAILED");
  const lost = begun();
  await worker.end(lost ? "SIGKILL" : "SIGTERM");
  return lost;
}
