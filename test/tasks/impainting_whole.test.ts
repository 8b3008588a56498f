import { expect, test } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import { impainting_whole } from "../../src/tasks/impainting_whole.ts";

test("from a quarter to three quarters of each side the input is 0, elsewhere and in the label it is the image", () => {
  const image = { size: 8, channels: 3, data: new Float32Array(8 * 8 * 3).fill(0.5) };
  const { data } = impainting_whole.input!(image, randomOf("unused"));
  const blank = Array.from({ length: 64 }, (_, i) => i).filter((i) => data[3 * i] === 0 && data[3 * i + 2] === 0);
  expect(blank).toEqual([18, 19, 20, 21, 26, 27, 28, 29, 34, 35, 36, 37, 42, 43, 44, 45]);
  expect(data.filter((value) => value === 0.5)).toHaveLength(48 * 3);
  const { groundTruth } = impainting_whole;
  if (groundTruth?.from !== "image") throw new Error("it has no files");
  expect(groundTruth.compute(image, randomOf("unused")).values).toEqual(image.data);
});
