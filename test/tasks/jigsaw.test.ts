import { expect, test } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import { jigsaw } from "../../src/tasks/jigsaw.ts";
import { distantPermutations } from "../../src/tasks/permutations.ts";
import type { Image } from "../../src/tasks/task.ts";

test("permutations of greatest least distance: as many as elements differ everywhere, more in fewer places", () => {
  // At most n permutations of n can differ from each other in every place (the rows of a Latin square).
  expect(distantPermutations(3, 3).map((one) => [...one])).toEqual([
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
  ]);
  const leastOf = (set: Uint8Array[]) =>
    Math.min(
      ...set.flatMap((a, i) => set.slice(i + 1).map((b) => a.filter((tile, place) => tile !== b[place]).length)),
    );
  const many = distantPermutations(9, 32);
  for (const one of many) expect([...one].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(leastOf(many.slice(0, 4))).toBe(9);
  expect(leastOf(many)).toBeGreaterThanOrEqual(7);
});

/** Every tile of another grey: (tile + 1) / 20 in tile 0 to 8; the last row and column belong to none. */
const size = 64;
const image: Image = {
  size,
  channels: 3,
  data: Float32Array.from({ length: 3 * size * size }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size)];
    return x < 63 && y < 63 ? (3 * Math.floor(y / 21) + Math.floor(x / 21) + 1) / 20 : 1;
  }),
};

test("input and label of one stream agree: the tiles lie as the labelled permutation says, with grey between them", () => {
  const { groundTruth, output } = jigsaw;
  if (groundTruth?.from !== "image" || output?.kind !== "class") throw new Error("a class, without files");
  const set = distantPermutations(9, output.classes);
  const seen = new Set<number>();
  for (let view = 0; view < 20; view++) {
    const { data } = jigsaw.input!(image, randomOf("jigsaw", view));
    const { values } = groundTruth.compute(image, randomOf("jigsaw", view));
    expect(values.filter((value) => value === 1)).toHaveLength(1);
    const label = values.indexOf(1);
    seen.add(label);
    const centres = [10, 31, 52].flatMap((y) => [10, 31, 52].map((x) => data[3 * (y * size + x)]!));
    expect(centres.map((level) => Math.round(20 * level) - 1)).toEqual([...set[label]!]);
    // A crop is 18 of a cell's 21 pixels; neighbours never touch.
    const gaps = data.filter((level) => level === 0.5).length / 3;
    expect(gaps).toBeGreaterThanOrEqual(size * size - 9 * 18 * 18);
  }
  expect(seen.size).toBeGreaterThan(4);
});

test("crops jitter from view to view", () => {
  const ramp = { ...image, data: image.data.map((_, i) => (Math.floor(i / 3) % size) / 1000) };
  const crops = Array.from(
    { length: 8 },
    (_, view) => jigsaw.input!(ramp, randomOf("jitter", view)).data[3 * (size + 1)],
  );
  const offsets = crops.map((level) => Math.round(1000 * level!) % 21);
  expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...offsets)).toBeLessThanOrEqual(3);
  expect(new Set(offsets).size).toBeGreaterThan(1);
});
