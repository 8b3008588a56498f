import { setTimeout as sleep } from "node:timers/promises";
import { listJobs } from "../src/store/jobs.ts";
import { check } from "./checker.ts";
import { startCrew } from "./crew.ts";
import { type Drill, SHORT } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { begin, hasCompleted, type ServiceName } from "./site.ts";

const ID = "stopped-services";
/** Longer than the lock of a job, which another worker then takes. */
const PAUSE_MS = 60_000;

export const stoppedServices: Drill = {
  description: "Neo4j, Redis, then both stop answering for a while in the middle of a run, go on, and are killed",
  async run(site, _, say) {
    const expected = await site.undisturbed(SHORT);
    await begin(site, ID, SHORT);
    const crew = startCrew(site, ID);
    const steps: ServiceName[][] = [["neo4j"], ["redis"], ["neo4j", "redis"]];
    for (const [i, names] of steps.entries()) {
      await eventually(async () => (await listJobs(site.graph, ID)).length >= 3 * (i + 1));
      say(`${names.join(" and ")}: stopped for ${PAUSE_MS / 1000} s`);
      for (const name of names) await site.signalService(name, "SIGSTOP");
      await sleep(PAUSE_MS);
      for (const name of names) await site.signalService(name, "SIGCONT");
    }
    for (const name of ["neo4j", "redis"] as const) await site.signalService(name, "SIGKILL");
    say("both are killed");
    await eventually(() => hasCompleted(site, ID));
    await check(site, ID, { expected });
    await crew.end();
  },
};
