import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { startExperiment } from "../../src/queue/start.ts";
import { startWorker } from "../../src/queue/worker.ts";
import { eventsAfter } from "../../src/store/events.ts";
import { createExperiment } from "../../src/store/experiments.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { allEdges, openPlatform, settled } from "./platform.ts";
import { smokeExperiment, smokeKeys } from "./smoke.ts";

vi.setConfig({ testTimeout: 300_000 });

it("a job whose lock is lost again and again, as by workers that are all too slow, is carried to its end, once", async () => {
  const platform = await openPlatform(sharedServices());
  const { graph, queue } = platform;
  const id = uniqueName("lost-lock");
  const workers = [startWorker(platform, platform.redisUrl), startWorker(platform, platform.redisUrl)];
  try {
    const experiment = smokeExperiment(id);
    // Longer than a lock and the look for stalled jobs.
    experiment.settings!.network.epochs = 200;
    await createExperiment(graph, experiment);
    await startExperiment(queue, graph, id);
    const lost = new Set<string>();
    let stalled = 0;
    let over = false;
    const settling = settled(graph, id).finally(() => {
      over = true;
    });
    while (!over) {
      for (const { id: job, data, stalledCounter } of await queue.jobs.getActive()) {
        if (!/^(model|transfers)\//.test(data?.job.id ?? "")) continue;
        lost.add(data.job.id);
        stalled = Math.max(stalled, stalledCounter);
        await queue.redis.del(`${queue.jobs.toKey(job!)}:lock`);
      }
      await sleep(200);
    }
    expect((await settling).status).toBe("COMPLETED");
    // What is claimed happened: jobs were taken from their workers.
    expect([...lost].length).toBeGreaterThan(0);
    expect(stalled).toBeGreaterThan(0);
    expect((await allEdges(graph, id)).map(({ key }) => key)).toEqual(smokeKeys(id));
    // A transfer that was written twice would have two.
    const events = await eventsAfter(graph, { seq: 0, experiment: id, first: 100 });
    expect(events.map(({ transferKey }) => transferKey).sort()).toEqual(smokeKeys(id));
    while ((await queue.jobs.getJobs(["active", "waiting", "delayed"])).length > 0) await sleep(50);
  } finally {
    for (const worker of workers) await worker.close();
    await platform.close();
  }
});
