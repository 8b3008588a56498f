import { describe, expect, it } from "vitest";
import type { Experiment, JobRecord, NewExperiment } from "../../src/domain/experiment.ts";
import type { ExperimentTask, TaskRole } from "../../src/domain/task.ts";
import { beamSets } from "../../src/queue/beam.ts";
import { transfersOf } from "../../src/queue/cost.ts";
import { measureProgress } from "../../src/queue/measure-progress.ts";
import { type ExperimentRequest, newExperiment } from "../../src/queue/new-experiment.ts";
import { isComplete, planJobs, readyJobs } from "../../src/queue/plan.ts";

const task = (name: string, role: TaskRole = "BOTH"): ExperimentTask => ({
  task: name,
  role,
  labelCost: 1,
  importance: 1,
});

const experiment = (overrides: Partial<Experiment> = {}): Experiment => ({
  id: "small",
  rankedBy: null,
  ranks: [],
  title: null,
  preset: null,
  seed: 1,
  status: "RUNNING",
  error: null,
  dataHash: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: null,
  finishedAt: null,
  tasks: [task("edge2d"), task("autoencoder", "SOURCE"), task("rgb2depth"), task("random", "SOURCE")],
  settings: {
    dataset: { kind: "generated", seed: 1, views: { train: 48, val: 24, test: 24 }, viewsPerScene: 2 },
    seeds: { encoders: 1, readouts: 1 },
    imageSize: 64,
    representation: { size: 8, channels: 8 },
    network: { epochs: 1, batch: 16, learningRate: 1e-3, decayEpoch: 1, weightDecay: 2e-6 },
    readout: { epochs: 1, batch: 16, learningRate: 1e-3, decayEpoch: 1, weightDecay: 1e-6, images: 24 },
    beam: { 2: 5 },
    maxOrder: 2,
  },
  ...overrides,
});

const done = (id: string, seconds = 1): JobRecord => ({
  id,
  experiment: "small",
  kind: "MODEL",
  status: "DONE",
  error: null,
  seconds,
  finishedAt: "2026-01-01T00:00:00.000Z",
});

describe("the plan of an experiment", () => {
  it("is the method's steps with their dependencies", () => {
    const representations = ["autoencoder", "edge2d", "random", "rgb2depth"].map(
      (source) => `representation/${source}`,
    );
    expect(planJobs(experiment(), []).map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ["dataset/0", []],
      ["dataset/1", []],
      ["dataset", ["dataset/0", "dataset/1"]],
      ["model/autoencoder", ["dataset"]],
      ["model/edge2d", ["dataset"]],
      ["model/rgb2depth", ["dataset"]],
      ["baseline/edge2d", ["model/edge2d"]],
      ["baseline/rgb2depth", ["model/rgb2depth"]],
      ["representation/autoencoder", ["model/autoencoder"]],
      ["representation/edge2d", ["model/edge2d"]],
      ["representation/random", ["dataset"]],
      ["representation/rgb2depth", ["model/rgb2depth"]],
      ["transfers/edge2d", [...representations, "baseline/edge2d"]],
      ["transfers/rgb2depth", [...representations, "baseline/rgb2depth"]],
      ["estimates", [...representations, "model/edge2d", "model/rgb2depth"]],
      ["beam/edge2d", ["transfers/edge2d"]],
      ["beam/rgb2depth", ["transfers/rgb2depth"]],
    ]);
  });

  it("of an experiment that another ranks waits for the other's results and ranking", () => {
    const plan = planJobs(experiment({ rankedBy: "large" }), []);
    const added = plan.flatMap(({ id, dependsOn }) =>
      dependsOn.filter((needed) => needed.startsWith("large/")).map((needed) => [id, needed]),
    );
    expect(Object.fromEntries(added)).toEqual({
      "dataset/0": "large/dataset/0",
      "dataset/1": "large/dataset/1",
      dataset: "large/dataset",
      "model/autoencoder": "large/model/autoencoder",
      "model/edge2d": "large/model/edge2d",
      "model/rgb2depth": "large/model/rgb2depth",
      "representation/autoencoder": "large/representation/autoencoder",
      "representation/edge2d": "large/representation/edge2d",
      "representation/random": "large/representation/random",
      "representation/rgb2depth": "large/representation/rgb2depth",
      "beam/edge2d": "large/transfers/edge2d",
      "beam/rgb2depth": "large/transfers/rgb2depth",
    });
  });

  it("is empty for an imported experiment", () => {
    expect(planJobs(experiment({ settings: null, status: "IMPORTED" }), [])).toEqual([]);
  });

  it("has no beam where a target has too few sources of its own: neither itself nor a control counts", () => {
    const plan = planJobs(
      experiment({
        tasks: [task("edge2d"), task("rgb2depth"), ...["random", "shuffled"].map((t) => task(t, "SOURCE"))],
      }),
      [],
    );
    expect(plan.filter(({ kind }) => kind === "BEAM")).toEqual([]);
  });

  it("can be walked to its end by doing what is ready, in any order", () => {
    const plan = planJobs(experiment(), []);
    for (const pick of [0, -1]) {
      const records: JobRecord[] = [];
      for (let ready = readyJobs(plan, records); ready.length > 0; ready = readyJobs(plan, records)) {
        records.push(done(ready.at(pick)!.id));
      }
      expect(isComplete(plan, records)).toBe(true);
      expect(records).toHaveLength(plan.length);
    }
  });

  it("keeps back what depends on a failed job", () => {
    const plan = planJobs(experiment(), []);
    const records = [done("dataset/0"), { ...done("dataset/1"), status: "FAILED" as const }];
    expect(readyJobs(plan, records)).toEqual([]);
    expect(isComplete(plan, records)).toBe(false);
  });
});

describe("the beam", () => {
  // Numbers of sets by method section 2: C(5,2) pairs, C(5,3) triples, C(6,4) quadruples, one set from order 5 on.
  it.each([
    [5, 2, 10],
    [5, 3, 10],
    [6, 4, 15],
    [5, 5, 1],
    [9, 9, 1],
    [9, 10, 0],
  ])("of width %i at order %i has %i sets", (width, order, count) => {
    const ranking = ["i", "h", "g", "f", "e", "d", "c", "b", "a"];
    const sets = beamSets(ranking, width, order);
    expect(sets).toHaveLength(count);
    expect(new Set(sets.map((set) => set.join("+"))).size).toBe(count);
    expect(sets.flat().every((source) => ranking.slice(0, width).includes(source))).toBe(true);
  });

  it("does not depend on the order within the best", () => {
    expect(beamSets(["b", "c", "a"], 3, 2)).toEqual(beamSets(["a", "b", "c"], 3, 2));
  });
});

describe("the full dictionary at two data sizes", () => {
  const sizes = (request: Partial<ExperimentRequest> = {}): NewExperiment[] => {
    const { experiment: large, ranked } = newExperiment({ id: "full", preset: "full", ...request });
    return [large, ...ranked];
  };
  const countsOf = (created: NewExperiment) => {
    const planned = experiment({ ...created, rankedBy: created.rankedBy ?? null });
    const counts: Record<string, number> = {};
    for (const job of planJobs(planned, [])) counts[job.kind] = (counts[job.kind] ?? 0) + transfersOf(planned, job, []);
    return counts;
  };

  it("has about 3,000 transfers (method section 2)", () => {
    // 22 targets, 18 of one image: 25 sources, random and shuffled; 10 pairs, 10 triples, 15 quadruples; 20 best sets for those of one image.
    const beam = 22 * (10 + 10 + 15);
    const [large, small] = sizes();
    expect([large!.id, small!.id]).toEqual(["full", "full_256"]);
    expect(countsOf(large!)).toMatchObject({ BASELINE: 22, TRANSFERS: 22 * 27, BEAM: beam + 18 * 20 });
    expect(countsOf(small!)).toMatchObject({ BASELINE: 22, TRANSFERS: 22 * 27, BEAM: beam });
    const total = sizes()
      .flatMap((each) => Object.values(countsOf(each)))
      .reduce((a, b) => a + b, 0);
    expect(total).toBe(3132);
  });

  it("has sources only where labels need no annotator", () => {
    const roles = (role: TaskRole) =>
      sizes()[0]!
        .tasks.filter((each) => each.role === role)
        .map((each) => each.task);
    expect(roles("SOURCE").sort()).toEqual(["colorization", "impainting_whole", "jigsaw", "random", "shuffled"]);
    expect(roles("BOTH")).toHaveLength(22);
  });

  it("at a lower order has that order at both sizes", () => {
    for (const each of sizes({ maxOrder: 1 })) expect(countsOf(each).BEAM).toBeUndefined();
  });
});

describe("progress", () => {
  const of = (records: JobRecord[], ...running: [job: string, fraction: number][]) =>
    measureProgress(
      [{ experiment: experiment(), records }],
      running.map(([job, fraction]) => ({ experiment: "small", job, fraction })),
    );

  it("goes from 0 to 1 and counts running jobs", () => {
    expect(of([]).fraction).toBe(0);
    expect(of([]).secondsLeft).toBeNull();
    const half = of([done("dataset/0", 4)], ["dataset/1", 0.5]);
    expect(half.phases[0]).toMatchObject({ kind: "DATASET", done: 1, total: 3 });
    expect(half.fraction).toBeGreaterThan(0);
    expect(half.secondsLeft).toBeGreaterThan(0);
    const all = of(planJobs(experiment(), []).map(({ id }) => done(id)));
    expect(all.fraction).toBeCloseTo(1, 12);
    expect(all.secondsLeft).toBeCloseTo(0, 9);
  });

  it("of a cancelled experiment is what its finished jobs are of all, whatever was cancelled with it", () => {
    const records = ["dataset/0", "dataset/1", "dataset", "model/edge2d"].map((id) => done(id, 4));
    const running = of(records, ["model/rgb2depth", 0.5]);
    const cancelled = measureProgress([{ experiment: experiment({ status: "CANCELLED" }), records }], []);
    expect(cancelled).toMatchObject({ status: "CANCELLED", fraction: of(records).fraction, secondsLeft: null });
    expect(cancelled.fraction).toBeGreaterThan(0);
    expect(cancelled.fraction).toBeLessThan(running.fraction);
  });

  it("counts transfers and their rate", () => {
    // Two targets, each with its self edge, four sources and one pair of the two sources that are not itself.
    expect(of([]).transfers).toEqual({ done: 0, total: 12, perMinute: null });
    const records = [done("baseline/edge2d", 5), done("transfers/edge2d", 8)];
    // Four readouts in 8 s by each of two workers.
    expect(of(records, ["baseline/rgb2depth", 0], ["beam/edge2d", 0]).transfers).toEqual({
      done: 5,
      total: 12,
      perMinute: 60,
    });
  });

  it("of several experiments is that of all their jobs, RUNNING while one of them is", () => {
    const [first, second] = [experiment(), experiment({ id: "other", status: "COMPLETED" })];
    const both = measureProgress(
      [
        { experiment: first, records: [] },
        { experiment: second, records: planJobs(second, []).map(({ id }) => done(id)) },
      ],
      [],
    );
    expect(both).toMatchObject({ status: "RUNNING", transfers: { done: 12, total: 24 } });
    expect(both.fraction).toBeCloseTo(0.5, 1);
  });
});
