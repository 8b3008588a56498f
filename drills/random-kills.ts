import { setTimeout as sleep } from "node:timers/promises";
import { randomOf } from "../src/domain/random.ts";
import { planJobs } from "../src/queue/plan.ts";
import { requireExperiment } from "../src/store/experiments.ts";
import { listJobs } from "../src/store/jobs.ts";
import { check } from "./checker.ts";
import { startCrew } from "./crew.ts";
import type { Drill } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { begin, hasCompleted, type ServiceName } from "./site.ts";

const ID = "random-kills";
const SERVICES: ServiceName[] = ["neo4j", "redis"];
/** After the job that decides the moment. */
const DELAY_MS = 1000;

export const randomKills: Drill = {
  description: "server, workers, Redis and Neo4j are killed at random moments of a run (--preset, --kills, --seed)",
  async run(site, { preset, kills, seed }, say) {
    const expected = await site.undisturbed({ preset });
    await begin(site, ID, { preset });
    const jobs = planJobs(await requireExperiment(site.graph, ID), []).length;
    const random = randomOf(seed, ID);
    // Moments follow the work, not the clock, so that all of them fall into the run on any machine.
    const moments = Array.from({ length: kills }, () => random.integer(jobs - 1)).sort((a, b) => a - b);

    const crew = startCrew(site, ID);
    const victims = [...crew.names, ...SERVICES];
    for (const moment of moments) {
      await eventually(async () => {
        await hasCompleted(site, ID);
        return (await listJobs(site.graph, ID).catch(() => [])).length >= moment;
      });
      await sleep(random.between(0, DELAY_MS));
      const victim = random.pick(victims);
      say(`${victim} is killed after ${moment} of ${jobs} jobs`);
      if (victim === "neo4j" || victim === "redis") await site.signalService(victim, "SIGKILL").catch(() => {});
      else await crew.kill(victim);
    }
    await eventually(() => hasCompleted(site, ID), 3600);
    await check(site, ID, { expected });
    await crew.end();
  },
};
