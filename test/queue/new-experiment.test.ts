import { expect, test } from "vitest";
import { PRESETS } from "../../src/domain/presets.ts";
import { type ExperimentRequest, newExperiment } from "../../src/queue/new-experiment.ts";

const input = { id: "x", preset: "demo" };

test("what is left out is the preset's, its tasks in their usual roles, seed 1", () => {
  const { experiment, ranked } = newExperiment(input);
  expect(experiment.settings).toEqual(PRESETS.demo.settings);
  expect(experiment.seed).toBe(1);
  expect(ranked).toEqual([]);
  expect(experiment.tasks).toHaveLength(11);
  expect(experiment.tasks).toContainEqual({ task: "random", role: "SOURCE", labelCost: 1, importance: 1 });
  expect(experiment.tasks).toContainEqual({ task: "reshade", role: "BOTH", labelCost: 1, importance: 1 });
});

test("a data set and a highest order of one's own", () => {
  const { experiment } = newExperiment({ ...input, dataset: "/data/taskonomy", maxOrder: 1 });
  expect(experiment.settings).toEqual({
    ...PRESETS.demo.settings,
    dataset: { kind: "folder", path: "/data/taskonomy" },
    maxOrder: 1,
  });
});

test("a training budget is one setting of both sizes", () => {
  const budgetOf = (trainingBudget: ExperimentRequest["trainingBudget"]) => {
    const { experiment, ranked } = newExperiment({ id: "x", preset: "full", trainingBudget: trainingBudget ?? null });
    return [experiment, ...ranked].map(({ settings }) => settings!.trainingBudget);
  };
  expect(budgetOf({ share: 0.3 })).toEqual([{ share: 0.3 }, { share: 0.3 }]);
  expect(budgetOf({ share: null, minutes: 2 })).toEqual([{ minutes: 2 }, { minutes: 2 }]);
  expect(budgetOf(null)).toEqual([undefined, undefined]);
});

test("seeds of parts: one seed is that of encoders and readouts, each may have its own, scenes keep the preset's", () => {
  const seedsOf = (change: Partial<ExperimentRequest>) => {
    const { seeds, dataset } = newExperiment({ ...input, ...change }).experiment.settings!;
    return { ...seeds, scenes: dataset.kind === "generated" && dataset.seed };
  };
  expect(seedsOf({ seed: 7 })).toEqual({ encoders: 7, readouts: 7, scenes: 1 });
  expect(seedsOf({ seed: 7, seeds: { readouts: 8 } })).toEqual({ encoders: 7, readouts: 8, scenes: 1 });
  expect(seedsOf({ seeds: { scenes: 9, encoders: 2 } })).toEqual({ encoders: 2, readouts: 1, scenes: 9 });
});

test("representations of another size, of both sizes of data", () => {
  const sizesOf = (representationSize: number | null) => {
    const { experiment, ranked } = newExperiment({ id: "x", preset: "full", representationSize });
    return [experiment, ...ranked].map(({ settings }) => settings!.representation);
  };
  expect(sizesOf(16)).toEqual([
    { size: 16, channels: 8 },
    { size: 16, channels: 8 },
  ]);
  expect(sizesOf(null)[0]).toEqual(PRESETS.full.settings.representation);
});

test.each([
  ["a preset of Object's", { preset: "constructor" }, "demo"],
  ["a preset on real data without a folder", { preset: "paper" }, "dataset: preset paper needs the folder"],
  ["a seed of scenes that are not generated", { dataset: "/data", seeds: { scenes: 2 } }, "scenes"],
  ["a relative path", { dataset: "data" }, "absolute"],
  ["order 0", { maxOrder: 0 }, "1 to 2"],
  ["an order without beam", { maxOrder: 3 }, "1 to 2"],
  ["a representation that is no halving", { representationSize: 6 }, "4, 8, 16"],
  ["another one than the paper's", { preset: "paper", dataset: "/data", representationSize: 8 }, "representationSize"],
  ["no task", { tasks: [] }, "TARGET or BOTH"],
  ["no target", { tasks: [{ task: "reshade", role: "SOURCE" as const }] }, "TARGET or BOTH"],
  ["no source", { tasks: [{ task: "reshade", role: "TARGET" as const }] }, "SOURCE or BOTH"],
  ["a task twice", { tasks: [{ task: "reshade" }, { task: "reshade" }] }, "twice"],
  ["random as target", { tasks: [{ task: "random", role: "BOTH" as const }] }, "SOURCE"],
  ["shuffled as target", { tasks: [{ task: "shuffled", role: "TARGET" as const }] }, "SOURCE"],
  ["a negative cost", { tasks: [{ task: "reshade", labelCost: -1 }] }, "non-negative"],
  ["a share above 1", { trainingBudget: { share: 1.5 } }, "above 0 to 1"],
  ["share 0", { trainingBudget: { share: 0 } }, "above 0 to 1"],
  ["0 minutes", { trainingBudget: { minutes: 0 } }, "minutes, above 0"],
  ["a share and minutes", { trainingBudget: { share: 0.5, minutes: 5 } }, "either"],
  ["an empty training budget", { trainingBudget: {} }, "either"],
  ["a negative importance", { tasks: [{ task: "reshade", importance: -1 }] }, "non-negative"],
])("%s is refused", (_what, change, hint) => {
  expect(() => newExperiment({ ...input, ...change })).toThrowError(
    expect.objectContaining({ code: "BAD_INPUT", message: expect.stringContaining(hint) }),
  );
});
