/** Everything that decides an experiment's numbers besides its tasks and code version. Stored with it as JSON. */
export interface Settings {
  dataset: GeneratedDataset | FolderDataset;
  /** Beside the seed of generated scenes, which is the data set's. The scratch baselines go with the readouts. */
  seeds: { encoders: number; readouts: number };
  /** Pixels per side of the square input. */
  imageSize: number;
  /** Height and width, and channels, of a representation. */
  representation: { size: number; channels: number };
  /** `small`, also where left out: a few plain convolutions. `resnet50`: the paper's encoder and decoder. */
  architecture?: "small" | "resnet50";
  network: TrainingSchedule;
  /** The scratch baseline uses the readout's images, epochs and optimiser. */
  readout: TrainingSchedule & { images: number };
  /** Number of the best first-order sources combined at each order; `beam[2] = 5` gives all pairs of the best five. */
  beam: Record<number, number>;
  maxOrder: number;
  /** How many of the first-order transfers to train, the most promising first (docs/estimators.md); all where left out. */
  trainingBudget?: TrainingBudget;
}

/** A share of each target's candidates, above 0 to 1, or as many rounds as begin within minutes of the workers, added up. */
export type TrainingBudget = { share: number } | { minutes: number };

export interface TrainingSchedule {
  epochs: number;
  batch: number;
  learningRate: number;
  /** Epoch from which the learning rate is a tenth. */
  decayEpoch: number;
  weightDecay: number;
}

/** Scenes made by the generator; views are counted after splitting by scene. */
export interface GeneratedDataset {
  kind: "generated";
  seed: number;
  views: { train: number; val: number; test: number };
  viewsPerScene: number;
}

/** A copy of the Taskonomy data, in any of its layouts. */
interface FolderDataset {
  kind: "folder";
  path: string;
}
