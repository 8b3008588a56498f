import { expect, test } from "vitest";
import { kindOf } from "../../src/training/outputs/kinds.ts";
import { classLabels, colourLabels, pixelLabels, SHAPE } from "./fixtures.ts";

// A network puts out its first bias before its first step: the constant of least loss on the training labels.

test("maps start at the median of absolute errors and at the mean of squared ones", () => {
  const values = Float32Array.from({ length: 512 }, (_, i) => (i % 4 === 0 ? 1 : 0));
  const bias = (loss: "l1" | "l2") => {
    const labels = pixelLabels(values, 1, null, loss);
    return kindOf(labels.output).start(labels, SHAPE)["head/bias"]!;
  };
  expect(bias("l1").every((value) => value === 0)).toBe(true);
  for (const value of bias("l2")) expect(value).toBeCloseTo(0.25, 6);
});

test("classes start at the logarithm of their mean shares, one that is never there at that of half an image", () => {
  const labels = classLabels(Float32Array.of(0.5, 0.5, 0, 1, 0, 0), 3);
  const bias = kindOf(labels.output).start(labels, SHAPE)["head/bias"]!;
  for (const [i, share] of [0.75, 0.25, 0.25].entries()) expect(bias[i]).toBeCloseTo(Math.log(share), 6);
});

test("colours start at the mean shares of their bins, weighted as in the loss, in every pixel", () => {
  const values = Float32Array.from({ length: 32 }, (_, i) => (i % 8 === 0 ? 100 : 0));
  const labels = colourLabels(values);
  const bias = kindOf(labels.output).start(labels, SHAPE)["head/bias"]!;
  // Shares 3/4 and 1/4, weights 2 / 2.5 and 4 / 2.5 (losses.test.ts).
  expect(bias).toHaveLength(4);
  expect(bias[0]).toBeCloseTo(Math.log(0.6), 5);
  expect(bias[1]).toBeCloseTo(Math.log(0.4), 5);
});
