import { describe, expect, test } from "vitest";
import { ensureExperiment } from "../../src/commands/experiment-run.ts";
import { createFromPreset } from "../../src/queue/create-experiment.ts";
import type { ExperimentQueue } from "../../src/queue/queue.ts";
import { useGraph } from "../helpers/graph.ts";
import { uniqueName } from "../helpers/services.ts";

const graph = useGraph();
/** Refusals come before anything is queued. */
const queue = {} as ExperimentQueue;

describe("an experiment that exists is not taken for another", () => {
  test.each([
    ["preset", { preset: "demo" }],
    ["seed", { preset: "smoke", seed: 5 }],
    ["readouts-seed", { preset: "smoke", seeds: { readouts: 5 } }],
    ["max-order", { preset: "smoke", maxOrder: 1 }],
    ["train-share", { preset: "smoke", trainingBudget: { share: 0.5 } }],
    ["tasks", { preset: "smoke", tasks: [{ task: "edge2d" }, { task: "edge3d" }] }],
  ])("%s", async (what, request) => {
    const id = uniqueName("exists");
    await createFromPreset(graph(), { id, preset: "smoke", seed: 1 });
    const refusal = { code: "BAD_INPUT", message: expect.stringContaining(`exists with ${what} `) };
    await expect(ensureExperiment({ graph: graph(), queue }, { id, ...request })).rejects.toMatchObject(refusal);
  });
});
