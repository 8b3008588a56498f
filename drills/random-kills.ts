import { setTimeout as sleep } from "node:timers/promises";
import { randomOf } from "../src/domain/random.ts";
import { planJobs } from "../src/queue/plan.ts";
import { requireExperiment } from "../src/store/experiments.ts";
import { listJobs } from "../src/store/jobs.ts";
import { check } from "./checker.ts";
import { startCrew } from "./crew.ts";
import type { Drill } from "./drill.ts";
import { eventually, HOUR } from "./eventually.ts";
import { begin, hasCompleted, type ServiceName } from "./site.ts";

const ID = "random-kills";
const SERVICES: ServiceName[] = ["neo4j", "redis"];

export const randomKills: Drill = {
  description: "server, workers, Redis and Neo4j are killed at random moments of a run (--preset, --kills, --seed)",
  async run(site, { preset, kills, seed }, say) {
    const expected = await site.undisturbed({ preset });
    say(`${preset} without any kill is done`);
    await begin(site, ID, { preset });
    const jobs = planJobs(await requireExperiment(site.graph, ID), []).length;
    const random = randomOf(seed, ID);
    // Moments follow the work, not the clock, so that all of them fall into the run on any machine.
    const moments = Array.from({ length: kills }, () => random.integer(jobs - 1)).sort((a, b) => a - b);

    const began = performance.now();
    const crew = startCrew(site, ID);
    const victims = [...crew.names, ...SERVICES];
    for (const moment of moments) {
      await eventually(async () => {
        crew.mustBeWhole();
        await hasCompleted(site, ID);
        return (await listJobs(site.graph, ID).catch(() => [])).length >= moment;
      }, HOUR);
      // Anywhere in the jobs that two workers have in hand, each as long as two of the jobs that were finished one after another.
      const perJob = (performance.now() - began) / (moment + 1);
      await sleep(random.between(0, 2 * perJob));
      const victim = random.pick(victims);
      if (victim === "neo4j" || victim === "redis") {
        // A service that an earlier kill ended may have to come back first.
        await eventually(() =>
          site.signalService(victim, "SIGKILL").then(
            () => true,
            () => false,
          ),
        );
      } else await crew.kill(victim);
      say(`${victim} is killed after ${moment} of ${jobs} jobs`);
    }
    await eventually(() => {
      crew.mustBeWhole();
      return hasCompleted(site, ID);
    }, HOUR);
    await check(site, ID, { expected });
    await crew.end();
  },
};
