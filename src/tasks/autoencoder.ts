import type { TaskDefinition } from "./task.ts";

export const autoencoder: TaskDefinition = {
  name: "autoencoder",
  kind: "TWO_D",
  description: "Reproduce the image through the bottleneck of the representation.",
  approximation: null,
  defaultRole: "BOTH",
  groundTruth: { from: "image", compute: (image) => ({ values: image.data, mask: null }) },
  output: { kind: "pixels", channels: 3, loss: "l1" },
};
