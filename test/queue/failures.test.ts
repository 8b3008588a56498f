import { cp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { TaskonomyError } from "../../src/domain/errors.ts";
import { cancelExperiment, startExperiment } from "../../src/queue/start.ts";
import { type RunningWorker, startWorker } from "../../src/queue/worker.ts";
import { finishDataset, generateScenes } from "../../src/scenes/generate.ts";
import { createExperiment } from "../../src/store/experiments.ts";
import { listJobs } from "../../src/store/jobs.ts";
import { listModels } from "../../src/store/models.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { allEdges, openPlatform, type Platform, settled } from "./platform.ts";
import { smokeExperiment, smokeKeys } from "./smoke.ts";

vi.setConfig({ testTimeout: 180_000 });

let platform: Platform;
let worker: RunningWorker;
let folder: string;
beforeAll(async () => {
  platform = await openPlatform(sharedServices());
  folder = join(platform.datasets, "ready");
  const { dataset, imageSize } = smokeExperiment("any").settings!;
  if (dataset.kind !== "generated") throw new Error("smoke data is generated");
  await generateScenes({ ...dataset, imageSize, path: folder, tasks: ["autoencoder", "edge2d", "rgb2depth"] });
  await finishDataset(folder);
  worker = startWorker(platform, platform.redisUrl);
});
afterAll(async () => {
  await worker.close();
  await platform.close();
});

/** The smoke experiment on the data generated above. */
function onFolder(id: string, path = folder) {
  const experiment = smokeExperiment(id);
  experiment.settings!.dataset = { kind: "folder", path };
  return experiment;
}

describe("a training that diverges", () => {
  it("of readouts fails its edges with the reason and leaves the others", async () => {
    const { graph, queue } = platform;
    const id = uniqueName("diverged");
    const experiment = onFolder(id);
    experiment.settings!.readout.learningRate = 1e38;
    await createExperiment(graph, experiment);
    await startExperiment(queue, graph, id);
    expect((await settled(graph, id)).status).toBe("COMPLETED");
    const edges = await allEdges(graph, id);
    for (const { self, status, error, affinity, gain, losses } of edges) {
      if (self) expect([status, error, affinity, gain]).toEqual(["COMPUTED", null, 1, null]);
      else expect([status, affinity, gain, losses]).toEqual(["FAILED", null, null, null]);
      if (!self) expect(error).toMatch(/not finite/);
    }
    // With no first-order edge computed there is nothing to rank, and no beam.
    expect(edges).toHaveLength(10);
  });

  it("of a network fails every edge that needs it, and the rest goes on", async () => {
    const { graph, queue } = platform;
    const id = uniqueName("diverged");
    const experiment = onFolder(id);
    experiment.settings!.network.learningRate = 1e38;
    await createExperiment(graph, experiment);
    await startExperiment(queue, graph, id);
    expect((await settled(graph, id)).status).toBe("COMPLETED");
    expect((await listModels(graph, id)).map(({ status }) => status)).toEqual(["FAILED", "FAILED", "FAILED"]);
    for (const { self, sources, status, error, affinity, quality } of await allEdges(graph, id)) {
      expect(quality).toBeNull();
      if (sources[0] === "random") expect([status, affinity]).toEqual(["COMPUTED", 1]);
      else expect([status, affinity]).toEqual(["FAILED", null]);
      if (!self && status === "FAILED") expect(error).toMatch(/^the model of [a-z0-9]+ failed: .*not finite/);
    }
  });
});

describe("a job that fails", () => {
  it("for good ends its experiment with its name and reason, and is done again at the next start", async () => {
    const { graph, queue } = platform;
    const id = uniqueName("failed");
    const missing = join(platform.datasets, id);
    await createExperiment(graph, onFolder(id, missing));
    await startExperiment(queue, graph, id);
    const { status, error } = await settled(graph, id);
    expect(status).toBe("FAILED");
    expect(error).toMatch(/^dataset: DATASET_INVALID: /);
    expect(error).toContain(missing);

    await cp(folder, missing, { recursive: true });
    await startExperiment(queue, graph, id);
    while (!(await listJobs(graph, id)).some((job) => job.id === "dataset" && job.status === "DONE")) await sleep(50);
    await cancelExperiment(queue, graph, id);
  });

  it("for a passing reason is tried again", async () => {
    const { graph, queue, artifacts } = platform;
    const id = uniqueName("retried");
    let failures = 0;
    const broken = { ...artifacts };
    broken.put = async (bytes) => {
      if (failures++ < 2) throw new TaskonomyError("DISK_FULL", "the disk has no room for a test");
      return artifacts.put(bytes);
    };
    platform.artifacts = broken;
    try {
      await createExperiment(graph, onFolder(id));
      await startExperiment(queue, graph, id);
      expect((await settled(graph, id)).status).toBe("COMPLETED");
    } finally {
      platform.artifacts = artifacts;
    }
    expect(failures).toBeGreaterThan(2);
    expect((await allEdges(graph, id)).map(({ key }) => key)).toEqual(smokeKeys(id));
  });
});
