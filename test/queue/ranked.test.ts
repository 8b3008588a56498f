import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { NewExperiment } from "../../src/domain/experiment.ts";
import { cancelExperiment, startExperiment } from "../../src/queue/start.ts";
import { type RunningWorker, startWorker } from "../../src/queue/worker.ts";
import { deleteExperiment } from "../../src/store/delete-experiment.ts";
import { createExperiment, requireExperiment } from "../../src/store/experiments.ts";
import { listModels } from "../../src/store/models.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { allEdges, openPlatform, type Platform, settled } from "./platform.ts";
import { smokeExperiment } from "./smoke.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** Three sources that may enter the beam of edge2d, two of which do. */
function largeExperiment(id: string): NewExperiment {
  const { tasks, settings, ...rest } = smokeExperiment(id);
  const denoise = { task: "denoise", role: "SOURCE" as const, labelCost: 1, importance: 1 };
  return { ...rest, tasks: [...tasks, denoise], settings: { ...settings!, beam: { 2: 2 } } };
}

/** The same on half of the readouts' images. */
function smallExperiment(large: string): NewExperiment {
  const { settings, ...rest } = largeExperiment(`${large}_12`);
  return { ...rest, settings: { ...settings!, readout: { ...settings!.readout, images: 12 } }, rankedBy: large };
}

let platform: Platform;
let worker: RunningWorker;
beforeAll(async () => {
  platform = await openPlatform(sharedServices());
});
afterAll(async () => {
  await worker?.close();
  await platform.close();
});

const id = uniqueName("large");
const small = `${id}_12`;
const statuses = async () =>
  Promise.all([id, small].map(async (each) => (await requireExperiment(platform.graph, each)).status));

it("a smaller experiment starts and stops with the one that ranks it, and not before", async () => {
  const { graph, queue } = platform;
  const created = await createExperiment(graph, largeExperiment(id), [smallExperiment(id)]);
  expect([created.ranks, (await requireExperiment(graph, small)).rankedBy]).toEqual([[small], id]);
  await expect(startExperiment(queue, graph, small)).rejects.toMatchObject({ code: "WRONG_STATE" });
  await startExperiment(queue, graph, id);
  expect(await statuses()).toEqual(["RUNNING", "RUNNING"]);
  await cancelExperiment(queue, graph, id);
  expect(await statuses()).toEqual(["CANCELLED", "CANCELLED"]);
});

it("it trains the other's sets, from the other's networks, on its own images", async () => {
  const { graph, queue } = platform;
  await startExperiment(queue, graph, id);
  worker = startWorker(platform, platform.redisUrl);
  for (const each of [id, small])
    expect(await settled(graph, each)).toMatchObject({ status: "COMPLETED", error: null });

  const [ofLarge, ofSmall] = await Promise.all([id, small].map((each) => allEdges(graph, each)));
  const pairs = (edges: typeof ofLarge) => edges!.filter(({ order }) => order === 2).map((edge) => edge.sources);
  expect(pairs(ofSmall)).toHaveLength(2);
  expect(pairs(ofSmall)).toEqual(pairs(ofLarge));
  const losses = new Set(ofLarge!.filter(({ self }) => !self).map((edge) => edge.losses));
  expect(ofSmall!.filter((edge) => !edge.self && losses.has(edge.losses))).toEqual([]);
  expect(ofSmall!.filter(({ self }) => !self).map(({ provenance }) => provenance.images)).toEqual(Array(12).fill(12));
  expect(await keysOf(small)).toEqual(await keysOf(id));
});

it("with another seed of the readouts, networks are found and readouts are new", async () => {
  const { graph, queue } = platform;
  const again = uniqueName("again");
  const { settings, ...rest } = largeExperiment(again);
  const seeds = { ...settings!.seeds, readouts: 2 };
  await createExperiment(graph, { ...rest, settings: { ...settings!, seeds, maxOrder: 1 } });
  await startExperiment(queue, graph, again);
  expect(await settled(graph, again)).toMatchObject({ status: "COMPLETED" });
  expect(await keysOf(again)).toEqual(await keysOf(id));
  const [before, after] = await Promise.all([id, again].map((each) => allEdges(graph, each)));
  const known = new Set(before!.map(({ losses }) => losses));
  for (const { self, losses, provenance } of after!) {
    expect(known.has(losses)).toBe(self);
    expect(provenance.seed).toBe(self ? 1 : 2);
  }
});

it("the one that ranks another cannot be deleted before it", async () => {
  const { graph } = platform;
  await expect(deleteExperiment(graph, id)).rejects.toMatchObject({
    code: "WRONG_STATE",
    message: expect.stringContaining(small),
  });
  await deleteExperiment(graph, small);
  await deleteExperiment(graph, id);
});

/** Keys of the networks, which hash all that decided them. */
const keysOf = async (experiment: string): Promise<string[]> =>
  (await listModels(platform.graph, experiment)).map(({ key }) => key);
