import { expect, test } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import { COLOUR_BINS, colorization } from "../../src/tasks/colorization.ts";
import { labOf } from "../../src/tasks/lab.ts";
import type { Image } from "../../src/tasks/task.ts";

// Published values of sRGB's corners in CIELAB under D65; tables differ by 0.02 with the digits of the matrix.
test.each([
  [
    [1, 1, 1],
    [100, 0, 0],
  ],
  [
    [1, 0, 0],
    [53.24, 80.09, 67.2],
  ],
  [
    [0, 1, 0],
    [87.73, -86.18, 83.18],
  ],
  [
    [0, 0, 1],
    [32.3, 79.19, -107.86],
  ],
  [
    [0, 0, 0],
    [0, 0, 0],
  ],
])("CIELAB of rgb %j", (rgb, lab) => {
  for (const [i, value] of labOf(rgb[0]!, rgb[1]!, rgb[2]!).entries())
    expect(Math.abs(value - lab[i]!)).toBeLessThan(0.05);
});

/** The left half red, the right half grey. */
const image: Image = {
  size: 16,
  channels: 3,
  data: Float32Array.from({ length: 16 * 16 * 3 }, (_, i) => {
    const red = Math.floor(i / 3) % 16 < 8;
    return red ? (i % 3 === 0 ? 1 : 0) : 0.5;
  }),
};

test("the input is lightness alone", () => {
  const { channels, data } = colorization.input!(image, randomOf("unused"));
  expect(channels).toBe(1);
  expect(data).toHaveLength(16 * 16);
  expect(data[0]).toBeCloseTo(0.5324, 3);
  // Grey of 0.5 has the luminance 0.2140, so L is 116 cbrt(0.2140) - 16 = 53.39.
  expect(data[15]).toBeCloseTo(0.5339, 3);
});

test("the label is a and b of every block of 4 x 4 pixels", () => {
  const { groundTruth } = colorization;
  if (groundTruth?.from !== "image") throw new Error("it has no files");
  const { values } = groundTruth.compute(image, randomOf("unused"));
  expect(values).toHaveLength(4 * 4 * 2);
  for (const row of [0, 3]) {
    expect(values[8 * row]).toBeCloseTo(80.1, 1);
    expect(values[8 * row + 1]).toBeCloseTo(67.22, 1);
    for (const grey of values.subarray(8 * row + 4, 8 * row + 8)) expect(Math.abs(grey)).toBeLessThan(0.05);
  }
});

test("the bins are the 50 squares of side 25 that hold a colour, grey among them", () => {
  expect(COLOUR_BINS).toHaveLength(50);
  expect(COLOUR_BINS).toContainEqual([0, 0]);
  const far = COLOUR_BINS.map(([a, b]) => Math.max(Math.abs(a), Math.abs(b)));
  expect(Math.max(...far)).toBe(100);
});
