import { expect, test } from "vitest";
import type { Labels } from "../../src/training/data.ts";
import { balance, isMasked } from "../../src/training/label-statistics.ts";
import { kindOf } from "../../src/training/outputs/kinds.ts";
import { gather, patchOrder } from "../../src/training/targets.ts";
import { classMapLabels, colourLabels, noise, pixelLabels, SHAPE } from "./fixtures.ts";

const arrange = (labels: Labels, masked: boolean) => kindOf(labels.output).arrange(labels, SHAPE, masked);

test("patches hold their pixels channel by channel", () => {
  // A 4 x 4 map of 2 channels in 2 x 2 patches; place of (y, x, c) in row-major order is (4y + x) * 2 + c.
  const order = [...patchOrder(4, 2, 2)];
  expect(order.slice(0, 8)).toEqual([0, 2, 8, 10, 1, 3, 9, 11]);
  expect(order.slice(8, 12)).toEqual([4, 6, 12, 14]);
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, i) => i));
});

test("the weights of a masked image sum to 1, over channels and valid pixels; without valid pixels to 0", () => {
  const mask = Uint8Array.from({ length: 512 }, (_, i) => (i < 256 && i % 3 === 0 ? 1 : 0));
  const { weights } = arrange(pixelLabels(noise(2 * 768, "masked"), 3, mask), true);
  const sums = [0, 1].map((row) => (gather(weights!, [row]) as Float32Array).reduce((a, b) => a + 3 * b, 0));
  expect(sums[0]).toBeCloseTo(1, 5);
  expect(sums[1]).toBe(0);
});

test("class maps are halved by taking every second pixel, and unlabelled pixels weigh nothing", () => {
  const values = Float32Array.from({ length: 256 }, (_, i) => (i % 2 === 0 && Math.floor(i / 16) % 2 === 0 ? 1 : 9));
  const mask = new Uint8Array(256).fill(1);
  mask[0] = 0;
  const { truth, weights } = arrange(classMapLabels(values, 3, mask), true);
  expect(truth.values.length).toBe(64);
  expect([...truth.values].filter((id) => id === 1).length).toBe(63);
  expect(truth.values[0]).toBe(0);
  expect(weights!.values[0]).toBe(0);
  expect(weights!.values[1]).toBeCloseTo(1 / 63, 6);
});

test("classes weigh by inverse frequency, with mean 1 over pixels; absent ones nothing", () => {
  const values = Float32Array.from({ length: 256 }, (_, i) => (i < 64 ? 0 : 2));
  expect([...balance(classMapLabels(values, 3), 3)]).toEqual([2, 0, expect.closeTo(2 / 3, 6)]);
});

test("a mask of ones is no mask", () => {
  expect(isMasked(pixelLabels(noise(256, "x"), 1, new Uint8Array(256).fill(1)))).toBe(false);
});

test("labels of the wrong size are refused with both sizes", () => {
  expect(() => arrange({ ...pixelLabels(noise(100, "x"), 1), perView: 100 }, false)).toThrow(/100.*256/);
});

test("colours keep a and b of a pixel together, patch by patch", () => {
  // 32 pixels a side are 8 x 8 labels, 2 x 2 of them to each of 4 x 4 patches; the second patch begins with the third pixel.
  const labels = { ...colourLabels(Float32Array.from({ length: 128 }, (_, i) => i)), perView: 128 };
  const { truth, weights } = kindOf(labels.output).arrange(labels, { ...SHAPE, imageSize: 32 }, false);
  expect([...truth.values.subarray(0, 10)]).toEqual([0, 1, 2, 3, 16, 17, 18, 19, 4, 5]);
  expect(weights!.perRow).toBe(64);
});
