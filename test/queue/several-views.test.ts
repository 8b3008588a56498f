import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startExperiment } from "../../src/queue/start.ts";
import { type RunningWorker, startWorker } from "../../src/queue/worker.ts";
import { estimatesOf } from "../../src/store/estimates.ts";
import { createExperiment } from "../../src/store/experiments.ts";
import { baselinesOf } from "../../src/store/transfers.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { allEdges, openPlatform, type Platform, settled } from "./platform.ts";
import { smokeExperiment } from "./smoke.ts";

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

it("tasks of several views transfer to tasks of one and from them, judged on every test image once; shuffled labels are a control", async () => {
  const { graph, queue, artifacts } = platform;
  const id = uniqueName("views");
  const experiment = smokeExperiment(id);
  const role = (task: string) => ({ task, role: "BOTH" as const, labelCost: 1, importance: 1 });
  experiment.tasks = [
    ...["edge2d", "ego_motion", "point_match"].map(role),
    { ...role("shuffled"), role: "SOURCE" as const },
  ];
  await createExperiment(graph, experiment);
  await startExperiment(queue, graph, id);
  const { status, error } = await settled(graph, id);
  expect([status, error]).toEqual(["COMPLETED", null]);

  const edges = await allEdges(graph, id);
  const into = (target: string) => edges.filter((edge) => edge.target === target);
  for (const target of ["edge2d", "ego_motion", "point_match"]) {
    const others = ["edge2d", "ego_motion", "point_match"].filter((task) => task !== target);
    expect(
      into(target)
        .map(({ sources, self }) => (self ? "self" : sources.join("+")))
        .sort(),
    ).toEqual(["self", "shuffled", target, ...others, others.join("+")].sort());
    expect(into(target).reduce((sum, { affinity }) => sum + affinity!, 0)).toBeCloseTo(1, 10);
  }
  const shuffled = edges.filter(({ sources }) => sources.includes("shuffled"));
  expect(shuffled.map(({ control, rank }) => [control, rank])).toEqual(new Array(3).fill([true, null]));
  expect((await estimatesOf(graph, id)).map(({ source }) => source)).not.toContain("shuffled");
  for (const { losses } of edges) expect((await artifacts.get(losses!)).length).toBe(4 * 24);
  expect((await baselinesOf(graph, id)).map(({ target }) => target)).toEqual(["edge2d", "ego_motion", "point_match"]);
});
