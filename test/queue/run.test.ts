import { rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { confidence } from "../../src/analysis/confidence.ts";
import { estimatesCommand } from "../../src/commands/analyse/estimates.ts";
import { storedLosses } from "../../src/commands/analyse/stored-losses.ts";
import { trainingOrderCommand } from "../../src/commands/analyse/training-order.ts";
import { storedEdges } from "../../src/commands/stored-edges.ts";
import { testScenes } from "../../src/queue/dataset.ts";
import { enqueueTransfer } from "../../src/queue/enqueue-transfer.ts";
import { planJobs } from "../../src/queue/plan.ts";
import { processJob } from "../../src/queue/process.ts";
import { experimentProgress } from "../../src/queue/progress.ts";
import { floatsOf } from "../../src/queue/remember.ts";
import { cancelExperiment, startExperiment } from "../../src/queue/start.ts";
import { type RunningWorker, startWorker } from "../../src/queue/worker.ts";
import { winShare } from "../../src/solver/tournament.ts";
import { estimatesOf } from "../../src/store/estimates.ts";
import { eventsAfter } from "../../src/store/events.ts";
import { createExperiment, requireExperiment } from "../../src/store/experiments.ts";
import { listJobs } from "../../src/store/jobs.ts";
import { listModels } from "../../src/store/models.ts";
import { storedScenes } from "../../src/store/scenes.ts";
import { baselinesOf, tournaments } from "../../src/store/transfers.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { allEdges, openPlatform, type Platform, settled } from "./platform.ts";
import { smokeExperiment, smokeKeys } from "./smoke.ts";

vi.setConfig({ testTimeout: 180_000 });

let platform: Platform;
let worker: RunningWorker;
beforeAll(async () => {
  platform = await openPlatform(sharedServices());
  worker = startWorker(platform, platform.redisUrl);
});
afterAll(async () => {
  await worker.close();
  await platform.close();
});

const events = (experiment: string) => eventsAfter(platform.graph, { seq: 0, experiment, first: 1000 });

describe("an experiment in the queue", () => {
  const id = uniqueName("run");

  it("runs to the end: every edge of the plan, affinities of a target summing to 1, one event an edge", async () => {
    const { graph, queue } = platform;
    await createExperiment(graph, smokeExperiment(id));
    await startExperiment(queue, graph, id);
    const { status, error, dataHash } = await settled(graph, id);
    expect([status, error]).toEqual(["COMPLETED", null]);
    expect(dataHash).toMatch(/^[0-9a-f]{64}$/);

    const edges = await allEdges(graph, id);
    expect(edges.map(({ key }) => key)).toEqual(smokeKeys(id));
    for (const target of ["edge2d", "rgb2depth"]) {
      const into = edges.filter((edge) => edge.target === target);
      expect(into.reduce((sum, { affinity }) => sum + affinity!, 0)).toBeCloseTo(1, 10);
      expect(into.find(({ self }) => self)).toMatchObject({ quality: 0.5, control: false });
      const controls = into.filter(({ control }) => control).map(({ sources }) => sources.join("+"));
      expect(controls.sort()).toEqual([target, "random"].sort());
      expect(into.flatMap(({ rank }) => rank ?? []).sort()).toEqual([1, 2, 3]);
    }
    for (const { gain, quality, losses, provenance } of edges) {
      expect(gain).toBeGreaterThanOrEqual(0);
      expect(quality).toBeGreaterThanOrEqual(0);
      expect(losses).toMatch(/^[0-9a-f]{64}$/);
      expect(Object.values(provenance)).not.toContain(null);
    }
    expect((await events(id)).map(({ transferKey }) => transferKey).sort()).toEqual(smokeKeys(id));
    const models = await listModels(graph, id);
    expect(models.map(({ status }) => status)).toEqual(["FROZEN", "FROZEN", "FROZEN"]);
    const lossesOf = async (hash: string) => floatsOf(await platform.artifacts.get(hash));
    for (const { task, constantLosses, winRateVsConstant, winRateVsRandom } of models) {
      const own = edges.find(({ self, target }) => self && target === task);
      const control = edges.find(({ sources, target }) => sources.join() === "random" && target === task);
      // The autoencoder is a source only.
      if (!own || !control) {
        expect([task, winRateVsRandom]).toEqual(["autoencoder", null]);
        continue;
      }
      const losses = await lossesOf(own.losses!);
      expect(winRateVsConstant).toBe(winShare(losses, await lossesOf(constantLosses!)));
      expect(winRateVsRandom).toBe(winShare(losses, await lossesOf(control.losses!)));
    }
    expect((await baselinesOf(graph, id)).map(({ target }) => target)).toEqual(["edge2d", "rgb2depth"]);
    expect((await tournaments(graph, id)).map(({ images, members }) => [images, members.length])).toEqual([
      [24, 6],
      [24, 6],
    ]);
  });

  it("keeps the scenes of its test images, which a bootstrap draws", async () => {
    const { graph, artifacts } = platform;
    const experiment = await requireExperiment(graph, id);
    const ofData = await testScenes({ settings: experiment.settings!, experiment, context: platform });
    // Two views a scene.
    expect([ofData.length, new Set(ofData).size]).toEqual([24, 12]);
    const stored = await storedScenes(graph, artifacts, id);
    expect([...stored]).toEqual([
      ["edge2d", ofData],
      ["rgb2depth", ofData],
    ]);
    const { edges, scenes } = await storedLosses(graph, artifacts, { experiment: id, target: "edge2d", by: null });
    const answer = await confidence(edges, scenes.get("edge2d")!, { resamples: 20, seed: 1 });
    expect(answer).toMatchObject({ by: "scene", images: 24, groups: 12 });
    expect(answer.candidates).toHaveLength(6);
  });

  it("has estimates of its transfers, controls left out, which analyses compare with the trained ones", async () => {
    const { graph } = platform;
    const found = await estimatesOf(graph, id);
    expect(found.map(({ target, method, rank, source }) => [target, method, rank, source].join(" "))).toEqual(
      [
        ["edge2d", "autoencoder", "rgb2depth"],
        ["rgb2depth", "autoencoder", "edge2d"],
      ].flatMap(([target, ...sources]) =>
        ["DDS_COSINE", "DDS_LAPLACIAN", "RSA"].flatMap((method) =>
          [1, 2].map((rank) => {
            const source = found.find((e) => e.target === target && e.method === method && e.rank === rank)?.source;
            expect(sources).toContain(source);
            return [target, method, rank, source].join(" ");
          }),
        ),
      ),
    );
    for (const { value, images } of found) {
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(images).toBe(24);
    }
    const deps = {
      loadEdges: (experiment: string) => storedEdges(graph, experiment),
      loadEstimates: (experiment: string) => estimatesOf(graph, experiment),
      loadMeasured: () => Promise.reject(new Error("no losses are needed")),
    };
    const methods = JSON.parse(await estimatesCommand({ experiment: id, json: true }, deps));
    expect(methods.map(({ method }: { method: string }) => method)).toEqual(["DDS_COSINE", "DDS_LAPLACIAN", "RSA"]);
    const asked = { experiment: id, maxOrder: 2, draws: 1, shares: "0.5,1", json: true };
    const { points } = JSON.parse(await trainingOrderCommand(asked, deps));
    expect(points.filter(({ policy }: { policy: string }) => policy.startsWith("DDS"))).toMatchObject([
      { policy: "DDS", share: 0.5, trainings: 2 },
      { policy: "DDS", share: 1, quality: 1 },
      { policy: "DDS, sampled", share: 0.5, trainings: 2 },
      { policy: "DDS, sampled", share: 1, quality: 1 },
    ]);
  });

  it("shows its progress", async () => {
    const progress = await experimentProgress(platform.queue, platform.graph, id);
    expect(progress).toMatchObject({ status: "COMPLETED", secondsLeft: null, running: [] });
    expect(progress.fraction).toBeCloseTo(1, 12);
  });

  it("is left as it is by a job that comes a second time", async () => {
    const { graph } = platform;
    const before = [await allEdges(graph, id), await listJobs(graph, id), await tournaments(graph, id)];
    const experiment = await requireExperiment(graph, id);
    for (const { dependsOn: _, ...job } of planJobs(experiment, [])) {
      await processJob(platform, { experiment: id, job }, {});
    }
    // A second time in earnest: the first worker died after its writes and before its record.
    const { runJob } = await import("../../src/queue/run-job.ts");
    for (const { dependsOn: _, ...job } of planJobs(experiment, [])) {
      await runJob({ context: platform, experiment, settings: experiment.settings!, watch: {} }, job);
    }
    expect([await allEdges(graph, id), await listJobs(graph, id), await tournaments(graph, id)]).toEqual(before);
    expect(await events(id)).toHaveLength(smokeKeys(id).length);
  });

  it("takes a single transfer of any set, and renormalises its target", async () => {
    const { graph, queue } = platform;
    const sources = ["edge2d", "rgb2depth", "autoencoder"];
    const queued = await enqueueTransfer(queue, graph, id, sources, "edge2d");
    expect(queued).toMatchObject({ status: "QUEUED", transferKey: `${id}/autoencoder+edge2d+rgb2depth/edge2d` });
    while (!(await listJobs(graph, id)).some((job) => job.id === queued.id)) await sleep(100);
    const edges = (await allEdges(graph, id)).filter(({ target }) => target === "edge2d");
    expect(edges).toHaveLength(7);
    expect(edges.reduce((sum, { affinity }) => sum + affinity!, 0)).toBeCloseTo(1, 10);
    expect((await enqueueTransfer(queue, graph, id, sources, "edge2d")).status).toBe("DONE");
  });

  it("restores artifacts that are lost or damaged when it goes on", async () => {
    const { graph, queue, artifacts } = platform;
    const { weightsHash } = (await listModels(graph, id)).find(({ task }) => task === "autoencoder")!;
    const own = (await allEdges(graph, id)).find(({ key }) => key === `${id}/self/rgb2depth`)!;
    await rm(platform.objectPath(weightsHash!));
    await writeFile(platform.objectPath(own.losses!), "damaged");
    const queued = await enqueueTransfer(queue, graph, id, ["autoencoder", "edge2d", "rgb2depth"], "rgb2depth");
    while (!(await listJobs(graph, id)).some((job) => job.id === queued.id)) await sleep(100);
    expect((await listJobs(graph, id)).find((job) => job.id === queued.id)).toMatchObject({ status: "DONE" });
    expect([await artifacts.has(weightsHash!), await artifacts.has(own.losses!)]).toEqual([true, true]);
  });

  it("refuses single transfers of names and sets it does not have", async () => {
    const { graph, queue } = platform;
    const refused = (sources: string[], target: string, experiment = id) =>
      enqueueTransfer(queue, graph, experiment, sources, target).catch((error) => error.code);
    expect(await refused(["rgb2sfnorm"], "edge2d")).toBe("NOT_FOUND");
    expect(await refused(["edge2d"], "autoencoder")).toBe("NOT_FOUND");
    expect(await refused([], "edge2d")).toBe("BAD_INPUT");
    expect(await refused(["edge2d"], "edge2d", uniqueName("absent"))).toBe("NOT_FOUND");
  });
});

describe("an imported experiment", () => {
  it("can neither be started nor extended", async () => {
    const { graph, queue } = platform;
    const id = uniqueName("imported");
    await createExperiment(graph, { ...smokeExperiment(id), settings: null });
    await expect(startExperiment(queue, graph, id)).rejects.toMatchObject({ code: "NO_LOSSES" });
    await expect(enqueueTransfer(queue, graph, id, ["edge2d"], "rgb2depth")).rejects.toMatchObject({
      code: "NO_LOSSES",
    });
  });
});

describe("a cancelled experiment", () => {
  it("stops in the middle of a training, keeps what is done, and goes on where it stopped", async () => {
    const { graph, queue } = platform;
    const id = uniqueName("cancelled");
    const experiment = smokeExperiment(id);
    experiment.settings!.network.epochs = 100_000;
    await createExperiment(graph, experiment);
    await startExperiment(queue, graph, id);
    while ((await experimentProgress(queue, graph, id)).running.every(({ job }) => !job.startsWith("model/"))) {
      await sleep(50);
    }
    await cancelExperiment(queue, graph, id);
    while ((await queue.jobs.getJobs(["active", "waiting", "delayed"])).length > 0) await sleep(50);
    expect((await requireExperiment(graph, id)).status).toBe("CANCELLED");
    expect((await listJobs(graph, id)).map((job) => job.id)).toEqual(["dataset", "dataset/0", "dataset/1"]);
    await expect(cancelExperiment(queue, graph, id)).rejects.toMatchObject({ code: "WRONG_STATE" });

    await startExperiment(queue, graph, id);
    while ((await queue.jobs.getActive()).length === 0) await sleep(20);
    await cancelExperiment(queue, graph, id);
  });
});
