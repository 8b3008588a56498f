import type { GeneratedDataset, Settings } from "./settings.ts";

const base = {
  seeds: { encoders: 1, readouts: 1 },
  imageSize: 64,
  representation: { size: 8, channels: 8 },
  beam: { 2: 5 },
  maxOrder: 2,
};

/** Without a data set (null) where a request must name a folder. */
export type PresetSettings = Omit<Settings, "dataset"> & { dataset: GeneratedDataset | null };

export interface Preset {
  description: string;
  /** Trained where a request names none; a preset stays as it is when more tasks can be trained. */
  tasks: string[];
  settings: PresetSettings;
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

/** The dictionary of the paper and its control, all but class_selected, which is class_1000 on a part of its classes. */
const allTasks = [
  "autoencoder",
  "class_1000",
  "class_places",
  "colorization",
  "curvature",
  "denoise",
  "edge2d",
  "edge3d",
  "ego_motion",
  "fix_pose",
  "impainting_whole",
  "jigsaw",
  "keypoint2d",
  "keypoint3d",
  "non_fixated_pose",
  "point_match",
  "random",
  "reshade",
  "rgb2depth",
  "rgb2mist",
  "rgb2sfnorm",
  "room_layout",
  "segment25d",
  "segment2d",
  "segmentsemantic_rb",
  "vanishing_point_well_defined",
];

/** With the second control, which the paper does not have. */
const bothControls = [...allTasks, "shuffled"];

/** Pairs and triples of the best five sources, quadruples of the best six, from order 5 on the best so many: up to all 24 others. */
const fullBeam: Settings["beam"] = {
  2: 5,
  3: 5,
  4: 6,
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i + 5, i + 5])),
};
/** The paper counts steps on its own number of images. */
const epochOfStep = (step: number, batch: number, images: number): number => (step * batch) / images;

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
  medium: {
    description: "All 25 tasks, pairs of sources; 25 to 40 minutes on two cores.",
    tasks: bothControls,
    settings: {
      ...base,
      dataset: { kind: "generated", seed: 1, views: { train: 3999, val: 513, test: 1002 }, viewsPerScene: 3 },
      network: { epochs: 8, batch: 16, learningRate: 3e-3, decayEpoch: 6, weightDecay: 2e-6 },
      readout: { images: 512, epochs: 10, batch: 16, learningRate: 3e-3, decayEpoch: 8, weightDecay: 1e-6 },
    },
  },
  full: {
    description: "All 25 tasks, sets of up to 24 sources, readouts on 1,024 and on 256 images.",
    tasks: bothControls,
    settings: {
      ...base,
      dataset: { kind: "generated", seed: 1, views: { train: 8001, val: 1026, test: 1002 }, viewsPerScene: 3 },
      network: { epochs: 8, batch: 16, learningRate: 3e-3, decayEpoch: 6, weightDecay: 2e-6 },
      readout: { images: 1024, epochs: 6, batch: 16, learningRate: 3e-3, decayEpoch: 4.5, weightDecay: 1e-6 },
      beam: fullBeam,
      maxOrder: 24,
    },
    smaller: {
      readout: { images: 256, epochs: 12, batch: 16, learningRate: 3e-3, decayEpoch: 9, weightDecay: 1e-6 },
      maxOrder: 4,
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
  paper: {
    description:
      "The paper's images, networks and schedules, without its GAN term, on a copy of the real data; tried for a few steps, never run at scale.",
    tasks: allTasks,
    settings: {
      ...base,
      dataset: null,
      imageSize: 256,
      representation: { size: 16, channels: 8 },
      architecture: "resnet50",
      network: {
        epochs: 30,
        batch: 32,
        learningRate: 1e-4,
        decayEpoch: epochOfStep(80_000, 32, 120_000),
        weightDecay: 2e-6,
      },
      readout: {
        images: 16_000,
        epochs: 30,
        batch: 32,
        learningRate: 1e-4,
        decayEpoch: epochOfStep(5_000, 32, 16_000),
        weightDecay: 1e-6,
      },
      beam: fullBeam,
      maxOrder: 24,
    },
  },
} satisfies Record<string, Preset>;
