import type { NewExperiment } from "../../src/domain/experiment.ts";
import type { ExperimentTask, TaskRole } from "../../src/domain/task.ts";

const task = (name: string, role: TaskRole): ExperimentTask => ({ task: name, role, labelCost: 1, importance: 1 });

/**
 * An experiment of a few seconds: three tasks and `random`, two targets. Its 12 edges: per target the self edge, one from each of
 * the four sources, and the one pair of sources that are not the target (edge2d and rgb2depth are also sources).
 */
export const smokeExperiment = (id: string): NewExperiment => ({
  id,
  title: null,
  preset: null,
  seed: 1,
  tasks: [task("edge2d", "BOTH"), task("rgb2depth", "BOTH"), task("autoencoder", "SOURCE"), task("random", "SOURCE")],
  settings: {
    dataset: { kind: "generated", seed: 1, views: { train: 48, val: 24, test: 24 }, viewsPerScene: 2 },
    seeds: { encoders: 1, readouts: 1 },
    imageSize: 64,
    representation: { size: 8, channels: 8 },
    network: { epochs: 1, batch: 16, learningRate: 1e-3, decayEpoch: 1, weightDecay: 2e-6 },
    readout: { epochs: 2, batch: 12, learningRate: 1e-3, decayEpoch: 1, weightDecay: 1e-6, images: 24 },
    beam: { 2: 5 },
    maxOrder: 2,
  },
});

/** Every edge that the plan of `smokeExperiment` leads to. */
export const smokeKeys = (id: string): string[] =>
  [
    ...["self", "autoencoder", "edge2d", "random", "rgb2depth", "autoencoder+rgb2depth"].map((s) => `${s}/edge2d`),
    ...["self", "autoencoder", "edge2d", "random", "rgb2depth", "autoencoder+edge2d"].map((s) => `${s}/rgb2depth`),
  ]
    .map((rest) => `${id}/${rest}`)
    .sort();
