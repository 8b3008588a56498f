import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { exportModelsCommand } from "../../src/commands/export-models.ts";
import { loadInputs } from "../../src/dataset/images.ts";
import { loadLabels } from "../../src/dataset/labels.ts";
import { partnerOf } from "../../src/dataset/partners.ts";
import { withDataset } from "../../src/queue/dataset.ts";
import { floatsOf } from "../../src/queue/remember.ts";
import { representationsOf } from "../../src/queue/representation.ts";
import { startExperiment } from "../../src/queue/start.ts";
import { type RunningWorker, startWorker } from "../../src/queue/worker.ts";
import { createExperiment, requireExperiment } from "../../src/store/experiments.ts";
import { findTransfer } from "../../src/store/transfers.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import { loadBackend } from "../../src/training/backend.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { openPlatform, type Platform, settled } from "../queue/platform.ts";
import { smokeExperiment } from "../queue/smoke.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const id = uniqueName("models");
let platform: Platform;
let worker: RunningWorker;
let folder: string;
beforeAll(async () => {
  platform = await openPlatform(sharedServices());
  worker = startWorker(platform, platform.redisUrl);
  folder = await mkdtemp(join(tmpdir(), "export-models-"));
  const experiment = smokeExperiment(id);
  experiment.tasks.push({ task: "point_match", role: "TARGET", labelCost: 1, importance: 1 });
  await createExperiment(platform.graph, experiment);
  await startExperiment(platform.queue, platform.graph, id);
  expect((await settled(platform.graph, id)).status).toBe("COMPLETED");
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterAll(async () => {
  vi.restoreAllMocks();
  await worker.close();
  await platform.close();
  await rm(folder, { recursive: true });
});

const options = { experiment: id, budget: "2", maxOrder: 2, objective: "affinity" as const };

it("writes models that TensorFlow.js loads alone, from the image to the losses that the transfer was judged by", async () => {
  const { tf } = await loadBackend();
  // One target by its own network, one from a pair of sources, one of two views.
  const force = "edge2d>edge2d,autoencoder+edge2d>rgb2depth,edge2d>point_match";
  await exportModelsCommand(platform, { ...options, force, out: folder });
  const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  expect(manifest).toMatchObject({
    taxonomy: { budget: 2, status: "OPTIMAL", usedSources: ["autoencoder", "edge2d"] },
    experiment: id,
    encoders: { autoencoder: { model: "encoders/autoencoder/model.json" }, edge2d: {} },
    transfers: [
      { target: "edge2d", self: true, model: "networks/edge2d/model.json", inputs: [], sameLosses: null },
      {
        ...{ target: "point_match", sources: ["edge2d"], model: "readouts/point_match/model.json", sameLosses: true },
        inputs: [
          { name: "edge2d", encoder: "edge2d", view: "anchor" },
          { name: "edge2d.matched", encoder: "edge2d", view: "matched" },
        ],
      },
      {
        ...{ target: "rgb2depth", sources: ["autoencoder", "edge2d"], model: "readouts/rgb2depth/model.json" },
        ...{ sameLosses: true, output: { kind: "pixels", channels: 1 } },
        inputs: ["autoencoder", "edge2d"].map((name) => ({ name, encoder: name, view: "anchor" })),
        provenance: { dataHash: (await requireExperiment(platform.graph, id)).dataHash, seed: 1 },
      },
    ],
  });

  const experiment = await requireExperiment(platform.graph, id);
  const work = await withDataset({ context: platform, experiment, settings: experiment.settings!, watch: {} });
  const load = (path: string) => tf.loadLayersModel(`file://${join(folder, path)}`);
  const encoded = await Promise.all(
    ["autoencoder", "edge2d"].map(async (source) => {
      const inputs = await loadInputs(work.dataset, taskDefinition(source), work.dataset.splits.test);
      const encoder = await load(manifest.encoders[source].model);
      return encoder.predict(tf.tensor(inputs, [24, 64, 64, 3])) as ReturnType<typeof tf.tensor>;
    }),
  );
  const ours = await representationsOf(work, "autoencoder", manifest.encoders.autoencoder.weights);
  const theirs = await encoded[0]!.data();
  // float32 sums in another order.
  expect(Math.max(...ours.test.map((value, i) => Math.abs(value - theirs[i]!)))).toBeLessThan(1e-4);

  const readout = await load("readouts/rgb2depth/model.json");
  const said = await (readout.predict(encoded) as ReturnType<typeof tf.tensor>).data();
  const truth = await loadLabels(work.dataset, taskDefinition("rgb2depth"), "test");
  const { losses } = (await findTransfer(platform.graph, `${id}/autoencoder+edge2d/rgb2depth`))!;
  for (const [image, loss] of floatsOf(await platform.artifacts.get(losses!)).entries()) {
    const valid = Array.from({ length: 4096 }, (_, i) => image * 4096 + i).filter((i) => truth.mask?.[i] !== 0);
    const mean = valid.reduce((sum, i) => sum + Math.abs(said[i]! - truth.values[i]!), 0) / valid.length;
    expect(mean).toBeCloseTo(loss, 4);
  }

  const { splits } = work.dataset;
  const partners = splits.test.map((view) => partnerOf(work.dataset, view, "matched"));
  const images = tf.tensor(await loadInputs(work.dataset, taskDefinition("edge2d"), partners), [24, 64, 64, 3]);
  const edges = (await load(manifest.encoders.edge2d.model)).predict(images) as ReturnType<typeof tf.tensor>;
  const match = await load("readouts/point_match/model.json");
  const scores = await (match.predict([encoded[1]!, edges]) as ReturnType<typeof tf.tensor>).data();
  const matches = await loadLabels(work.dataset, taskDefinition("point_match"), "test");
  const judged = (await findTransfer(platform.graph, `${id}/edge2d/point_match`))!;
  for (const [i, loss] of floatsOf(await platform.artifacts.get(judged.losses!)).entries()) {
    const [no, yes] = [scores[2 * i]!, scores[2 * i + 1]!];
    const right = matches.values[2 * i + 1] === 1 ? yes : no;
    // Cross-entropy of two scores.
    expect(Math.log(Math.exp(no) + Math.exp(yes)) - right).toBeCloseTo(loss, 4);
  }

  const own = await load("networks/edge2d/model.json");
  expect(own.outputs[0]!.shape).toEqual([null, 64, 64, 1]);
});

it("refuses what has no networks, and what no budget allows", async () => {
  const out = join(folder, "none");
  await expect(exportModelsCommand(platform, { ...options, experiment: "absent", out })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(exportModelsCommand(platform, { ...options, budget: "0", out })).rejects.toMatchObject({
    code: "INFEASIBLE",
  });
  const imported = uniqueName("imported");
  await createExperiment(platform.graph, { ...smokeExperiment(imported), settings: null });
  await expect(exportModelsCommand(platform, { ...options, experiment: imported, out })).rejects.toMatchObject({
    code: "NO_LOSSES",
  });
});
