import type { Settings } from "./settings.ts";

const base = {
  imageSize: 64,
  representation: { size: 8, channels: 8 },
  beam: { 2: 5 },
  maxOrder: 2,
};

/** Settings by preset name. `smoke` is the demo at the size of a test. */
export const PRESETS: Record<string, Settings> = {
  demo: {
    ...base,
    dataset: { kind: "generated", seed: 1, views: { train: 2500, val: 500, test: 1000 }, viewsPerScene: 3 },
    network: { epochs: 10, batch: 16, learningRate: 3e-3, decayEpoch: 8, weightDecay: 2e-6 },
    readout: { images: 500, epochs: 20, batch: 16, learningRate: 3e-3, decayEpoch: 15, weightDecay: 1e-6 },
  },
  smoke: {
    ...base,
    dataset: { kind: "generated", seed: 1, views: { train: 24, val: 16, test: 12 }, viewsPerScene: 2 },
    network: { epochs: 2, batch: 8, learningRate: 3e-3, decayEpoch: 1, weightDecay: 2e-6 },
    readout: { images: 16, epochs: 2, batch: 8, learningRate: 3e-3, decayEpoch: 1, weightDecay: 1e-6 },
    beam: { 2: 2 },
  },
};
