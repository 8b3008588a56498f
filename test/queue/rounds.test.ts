import { describe, expect, it } from "vitest";
import type { Experiment, JobRecord } from "../../src/domain/experiment.ts";
import type { TrainingBudget } from "../../src/domain/settings.ts";
import { expectedSeconds, transfersOf } from "../../src/queue/cost.ts";
import { measureProgress } from "../../src/queue/measure-progress.ts";
import { isComplete, planJobs, readyJobs } from "../../src/queue/plan.ts";
import { smokeExperiment } from "./smoke.ts";

const task = (name: string) => ({ task: name, role: "SOURCE" as const, labelCost: 1, importance: 1 });

/** Two targets with six candidates each, controls left out. */
function experiment(trainingBudget: TrainingBudget, rankedBy: string | null = null): Experiment {
  const { tasks, settings, ...rest } = smokeExperiment("small");
  return {
    ...rest,
    tasks: [...tasks, ...["denoise", "edge3d", "jigsaw", "reshade"].map(task)],
    settings: { ...settings!, trainingBudget },
    ...{ rankedBy, ranks: [], status: "RUNNING", error: null, dataHash: null },
    ...{ createdAt: "2026-01-01T00:00:00.000Z", startedAt: null, finishedAt: null },
  };
}

const done = (id: string, seconds = 1): JobRecord => ({
  ...{ id, experiment: "small", kind: "ROUND", status: "DONE", error: null, seconds },
  finishedAt: "2026-01-01T00:00:00.000Z",
});

const rounds = (plan: { id: string }[]): string[] => plan.map(({ id }) => id).filter((id) => id.startsWith("round/"));

describe("the plan with a training budget", () => {
  it("trains a share of each target's candidates in rounds of two, the rest of the plan as ever", () => {
    const half = experiment({ share: 0.5 });
    const plan = planJobs(half, []);
    const needs = Object.fromEntries(plan.map(({ id, dependsOn }) => [id, dependsOn]));
    expect(rounds(plan)).toEqual(["round/1/edge2d", "round/1/rgb2depth", "round/2/edge2d", "round/2/rgb2depth"]);
    expect(needs["round/1/edge2d"]).toEqual(["estimates", "baseline/edge2d"]);
    expect(needs["round/2/edge2d"]).toEqual(["round/1/edge2d", "round/1/rgb2depth"]);
    expect(needs["transfers/edge2d"]).toEqual(expect.arrayContaining(["round/1/edge2d", "round/2/edge2d"]));
    expect(needs["beam/edge2d"]).toEqual(["transfers/edge2d"]);
    const counts = plan.map((job) => [job.id, transfersOf(half, job, [])]);
    // Three of six, the two controls, three pairs of the three.
    expect(Object.fromEntries(counts)).toMatchObject({
      ...{ "round/1/edge2d": 2, "round/2/edge2d": 1, "transfers/edge2d": 2, "beam/edge2d": 3 },
    });
    expect(measureProgress([{ experiment: half, records: [] }], []).transfers.total).toBe(2 * (1 + 3 + 2 + 3));
  });

  it("trains at least one source of a target, and with share 1 all", () => {
    expect(rounds(planJobs(experiment({ share: 0.01 }), []))).toHaveLength(2);
    const all = experiment({ share: 1 });
    const total = measureProgress([{ experiment: all, records: [] }], []).transfers.total;
    expect(total).toBe(measureProgress([{ experiment: experiment({ minutes: 5 }), records: [] }], []).transfers.total);
    expect(total).toBe(2 * (1 + 6 + 2 + 10));
  });

  it("by minutes begins no round after the earlier ones took as long, and takes back none that began", () => {
    const timed = experiment({ minutes: 1 });
    expect(rounds(planJobs(timed, []))).toHaveLength(6);
    const first = [done("round/1/edge2d", 20), done("round/1/rgb2depth", 30)];
    expect(rounds(planJobs(timed, first))).toHaveLength(6);
    const second = [...first, done("round/2/edge2d", 15)];
    const plan = planJobs(timed, second);
    expect(rounds(plan)).toHaveLength(4);
    expect(readyJobs(plan, [...second, done("round/2/rgb2depth")]).map(({ id }) => id)).not.toContain("round/3/edge2d");
    // Four of six sources are known then: six pairs.
    const total = measureProgress([{ experiment: timed, records: second }], []).transfers.total;
    expect(total).toBe(2 * (1 + 4 + 2 + 6));
  });

  it.each([{ share: 0.7 }, { minutes: 0.05 }])("%o can be walked to its end", (budget) => {
    const planned = experiment(budget);
    const records: JobRecord[] = [];
    for (;;) {
      const [next] = readyJobs(planJobs(planned, records), records);
      if (next === undefined) break;
      records.push(done(next.id));
    }
    expect(isComplete(planJobs(planned, records), records)).toBe(true);
  });

  it("of a smaller experiment follows the rounds of the larger, in number too", () => {
    const timed = experiment({ minutes: 1 }, "large");
    const long = [done("large/round/1/edge2d", 50), done("large/round/1/rgb2depth", 50)];
    const plan = planJobs(timed, long);
    expect(rounds(plan)).toEqual(["round/1/edge2d", "round/1/rgb2depth"]);
    expect(plan.find(({ id }) => id === "round/1/edge2d")!.dependsOn).toContain("large/round/1/edge2d");
  });
});

it("estimates count in the time left, by the square of their images", () => {
  const seconds = (images: number): number => {
    const { settings, ...rest } = experiment({ share: 1 });
    const readout = { ...settings!.readout, images };
    return expectedSeconds(
      { ...rest, settings: { ...settings!, readout } },
      { id: "estimates", kind: "ESTIMATES" },
      [],
    );
  };
  expect((seconds(200) - 1) / (seconds(100) - 1)).toBeCloseTo(4, 9);
  expect(seconds(1000)).toBe(seconds(300));
});
