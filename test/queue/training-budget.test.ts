import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { askedEdges } from "../../src/commands/stored-edges.ts";
import type { NewExperiment } from "../../src/domain/experiment.ts";
import type { TrainingBudget } from "../../src/domain/settings.ts";
import { planJobs, readyJobs } from "../../src/queue/plan.ts";
import { processJob } from "../../src/queue/process.ts";
import { experimentProgress } from "../../src/queue/progress.ts";
import { runJob } from "../../src/queue/run-job.ts";
import { cancelExperiment, startExperiment } from "../../src/queue/start.ts";
import { type RunningWorker, startWorker } from "../../src/queue/worker.ts";
import { createExperiment, requireExperiment } from "../../src/store/experiments.ts";
import { listJobs } from "../../src/store/jobs.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { allEdges, openPlatform, type Platform, settled } from "./platform.ts";
import { smokeExperiment } from "./smoke.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

/** Two targets with five candidates each. */
function experiment(id: string, trainingBudget?: TrainingBudget): NewExperiment {
  const { tasks, settings, ...rest } = smokeExperiment(id);
  const added = ["denoise", "edge3d", "reshade"].map((task) => ({
    ...{ task, role: "SOURCE" as const, labelCost: 1, importance: 1 },
  }));
  return {
    ...rest,
    tasks: [...tasks, ...added],
    settings: { ...settings!, ...(trainingBudget && { trainingBudget }) },
  };
}

const smaller = (large: string, budget: TrainingBudget): NewExperiment => {
  const { settings, ...rest } = experiment(`${large}_12`, budget);
  return { ...rest, settings: { ...settings!, readout: { ...settings!.readout, images: 12 } }, rankedBy: large };
};

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

const [all, half] = [uniqueName("all"), uniqueName("half")];
/** Source set and target, without the experiment. */
const nameOf = ({ key }: { key: string }): string => key.split("/").slice(1).join("/");

async function completed(created: NewExperiment, ranked: NewExperiment[] = []) {
  const { graph, queue } = platform;
  await createExperiment(graph, created, ranked);
  await startExperiment(queue, graph, created.id);
  for (const { id } of [created, ...ranked]) {
    expect(await settled(graph, id)).toMatchObject({ status: "COMPLETED", error: null });
  }
  return allEdges(graph, created.id);
}

it("a share of the transfers is trained, with the losses that they have among all, bit for bit", async () => {
  const { graph, queue } = platform;
  const whole = new Map((await completed(experiment(all))).map((edge) => [nameOf(edge), edge]));
  const edges = await completed(experiment(half, { share: 0.6 }), [smaller(half, { share: 0.6 })]);
  const lossesOf = (name: string) => whole.get(name)?.losses;
  for (const target of ["edge2d", "rgb2depth"]) {
    const into = edges.filter((edge) => edge.target === target);
    const first = into.filter(({ order, self, control }) => order === 1 && !self && !control);
    expect(first).toHaveLength(3);
    expect(into.filter(({ control }) => control)).toHaveLength(2);
    // The pairs of the sources that have an edge, and no other.
    const known = first.flatMap(({ sources }) => sources);
    const pairs = into.filter(({ order }) => order === 2);
    expect(pairs).toHaveLength(3);
    expect(pairs.flatMap(({ sources }) => sources).every((source) => known.includes(source))).toBe(true);
    expect(into.reduce((sum, { affinity }) => sum + affinity!, 0)).toBeCloseTo(1, 10);
  }
  // Pairs among the best five of five are all trained there.
  for (const edge of edges) expect([nameOf(edge), edge.losses]).toEqual([nameOf(edge), lossesOf(nameOf(edge))]);
  const { transfers, fraction } = await experimentProgress(queue, graph, half);
  expect(transfers).toMatchObject({ done: edges.length, total: edges.length });
  expect(fraction).toBeCloseTo(1, 12);
});

it("questions about it are told how much is missing", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await askedEdges(platform.graph, half)).toMatchObject({ chosen: { candidates: 10, trained: 6 } });
  expect(told.mock.calls.join()).toContain(`6 of the 10 first-order transfers of ${half}`);
  told.mockClear();
  expect(await askedEdges(platform.graph, all)).toMatchObject({ chosen: null });
  expect(told).not.toHaveBeenCalled();
  told.mockRestore();
});

it("a smaller experiment trains what the larger one chose", async () => {
  const [large, small] = await Promise.all([half, `${half}_12`].map((id) => allEdges(platform.graph, id)));
  expect(small!.map(nameOf)).toEqual(large!.map(nameOf));
});

it("minutes that are over after the first round leave it at that", async () => {
  const edges = await completed(experiment(uniqueName("minutes"), { minutes: 1e-6 }));
  const first = edges.filter(({ order, self, control }) => order === 1 && !self && !control);
  expect(first).toHaveLength(4);
});

it("one whose jobs are done twice, in another order, with breaks between and losses lost, ends the same", async () => {
  const { graph, queue } = platform;
  await worker.close();
  const id = uniqueName("again");
  await createExperiment(graph, experiment(id, { share: 0.6 }));
  await startExperiment(queue, graph, id);
  for (let found = await requireExperiment(graph, id); found.status === "RUNNING"; ) {
    const records = await listJobs(graph, id);
    const { dependsOn: _, ...job } = readyJobs(planJobs(found, records), records).at(-1)!;
    if (job.kind === "BEAM") {
      // Its sets cannot enter the tournament without them: they are made again.
      const lost = (await allEdges(graph, id)).filter(({ target, order }) => target === job.target && order === 1);
      for (const { losses } of lost) await rm(platform.objectPath(losses!), { force: true });
    }
    // The first worker died after its writes and before its record.
    await runJob({ context: platform, experiment: found, settings: found.settings!, watch: {} }, job);
    await processJob(platform, { experiment: id, job }, {});
    if (job.kind === "ROUND") {
      await cancelExperiment(queue, graph, id);
      await startExperiment(queue, graph, id);
    }
    found = await requireExperiment(graph, id);
  }
  const [before, after] = await Promise.all([half, id].map((each) => allEdges(graph, each)));
  expect(after!.map((edge) => [nameOf(edge), edge.losses])).toEqual(before!.map((edge) => [nameOf(edge), edge.losses]));
});
