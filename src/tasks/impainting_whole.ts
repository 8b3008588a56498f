import type { Image, TaskDefinition } from "./task.ts";

/** The image with its middle, from a quarter to three quarters of each side, set to 0. */
function blank({ size, channels, data }: Image): Image {
  const [from, to] = [size / 4, (3 * size) / 4];
  const masked = data.slice();
  for (let y = from; y < to; y++) masked.fill(0, (y * size + from) * channels, (y * size + to) * channels);
  return { size, channels, data: masked };
}

export const impainting_whole: TaskDefinition = {
  name: "impainting_whole",
  kind: "TWO_D",
  description: "The full image from one whose centre is blank.",
  approximation: null,
  defaultRole: "SOURCE",
  input: blank,
  groundTruth: { from: "image", compute: (image) => ({ values: image.data, mask: null }) },
  output: { kind: "pixels", channels: 3, loss: "l1" },
};
