import { equal } from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { listJobs } from "../src/store/jobs.ts";
import { check } from "./checker.ts";
import { startCrew } from "./crew.ts";
import type { Drill } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { openClock } from "./faketime.ts";
import { begin, hasCompleted } from "./site.ts";

const ID = "shifted-clock";
const HOUR = 3600;
/** Redis keeps locks by the clock: a worker asks for its own again twice in the time of one. */
const RENEWED_MS = 5_000;
/** Dozens of jobs, so that work is left after the last shift. */
const REQUEST = { preset: "smoke" };

export const shiftedClock: Drill = {
  description:
    "the clock of Redis, server and workers is set an hour ahead, back, and an hour behind; one worker's is an hour off",
  async run(site, _, say) {
    const expected = await site.undisturbed(REQUEST);
    const [clock, other] = [await openClock(), await openClock()];
    // What is started from here on inherits it, Redis too. Neo4j keeps the true time: a Java machine under libfaketime only spins.
    Object.assign(process.env, clock.env);
    try {
      await site.signalService("redis", "SIGKILL");
      await begin(site, ID, REQUEST);
      other.shift(HOUR);
      const odd = site.start(["worker"], ID, { env: other.env });
      const crew = startCrew(site, ID);
      for (const [i, shift] of [HOUR, 0, -HOUR].entries()) {
        await eventually(async () => (await listJobs(site.graph, ID)).length >= 4 * (i + 1));
        say(`${shift / HOUR} hours off`);
        clock.shift(shift);
        await sleep(RENEWED_MS);
        await crew.kill("worker 1");
        equal(await hasCompleted(site, ID), false, "the run ended before its clock was shifted");
      }
      await eventually(() => hasCompleted(site, ID));
      await check(site, ID, { expected });
      await odd.end("SIGTERM");
      await crew.end();
    } finally {
      for (const name of Object.keys(clock.env)) delete process.env[name];
      clock.close();
      other.close();
    }
  },
};
