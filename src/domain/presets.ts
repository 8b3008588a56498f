import type { Settings } from "./settings.ts";

const base = {
  seeds: { encoders: 1, readouts: 1 },
  imageSize: 64,
  representation: { size: 8, channels: 8 },
  beam: { 2: 5 },
  maxOrder: 2,
};

export interface Preset {
  description: string;
  /** Trained where a request names none; a preset stays as it is when more tasks can be trained. */
  tasks: string[];
  settings: Settings;
  /** A second experiment on less data: the same networks, the sets that the first one ranks best, readouts and orders of its own. */
  smaller?: Pick<Settings, "readout" | "maxOrder">;
}

const demoTasks = [
  "autoencoder",
  "class_places",
  "denoise",
  "edge2d",
  "edge3d",
  "keypoint2d",
  "random",
  "reshade",
  "rgb2depth",
  "rgb2sfnorm",
  "segmentsemantic_rb",
];

/** By name. */
export const PRESETS = {
  demo: {
    description: "Ten tasks on generated scenes, within minutes on two cores.",
    tasks: demoTasks,
    settings: {
      ...base,
      dataset: { kind: "generated", seed: 1, views: { train: 2500, val: 500, test: 1000 }, viewsPerScene: 3 },
      network: { epochs: 10, batch: 16, learningRate: 3e-3, decayEpoch: 8, weightDecay: 2e-6 },
      readout: { images: 500, epochs: 20, batch: 16, learningRate: 3e-3, decayEpoch: 15, weightDecay: 1e-6 },
    },
  },
  smoke: {
    description: "The demo at the size of a test: shows that everything works, not what transfers.",
    tasks: demoTasks,
    settings: {
      ...base,
      dataset: { kind: "generated", seed: 1, views: { train: 24, val: 16, test: 12 }, viewsPerScene: 2 },
      network: { epochs: 2, batch: 8, learningRate: 3e-3, decayEpoch: 1, weightDecay: 2e-6 },
      readout: { images: 16, epochs: 2, batch: 8, learningRate: 3e-3, decayEpoch: 1, weightDecay: 1e-6 },
      beam: { 2: 2 },
    },
  },
} satisfies Record<string, Preset>;

/** Presets to come: names that requests may not use yet. */
export const PLANNED_PRESETS = ["medium", "full", "paper"];
