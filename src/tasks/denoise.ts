import type { TaskDefinition } from "./task.ts";

/** On rgb in [0, 1]. */
const NOISE_VARIANCE = 0.01;

export const denoise: TaskDefinition = {
  name: "denoise",
  kind: "TWO_D",
  description: "The clean image from one with Gaussian noise of variance 0.01.",
  approximation: null,
  defaultRole: "BOTH",
  input(image, random) {
    const deviation = Math.sqrt(NOISE_VARIANCE);
    const data = image.data.map((value) => Math.min(1, Math.max(0, value + deviation * random.normal())));
    return { ...image, data };
  },
  groundTruth: { from: "image", compute: (image) => ({ values: image.data, mask: null }) },
  output: { kind: "pixels", channels: 3, loss: "l1" },
};
