import { expect, test } from "vitest";
import type { Solid } from "../../src/scenes/solid.ts";
import { curvature, principalCurvatures } from "../../src/tasks/curvature.ts";
import { emptyRoom, look } from "../scenes/rooms.ts";

const SIZE = 64;
const CENTRE = (SIZE / 2) * SIZE + SIZE / 2;
const at = (curvatures: Float32Array, pixel: number) => [...curvatures.subarray(2 * pixel, 2 * pixel + 2)];

const solid = (shape: Solid["shape"], half: [number, number, number]): Solid => ({
  shape,
  centre: [3, 0, 0],
  half,
  yaw: 0,
  class: "plant",
  material: 0,
});

test("a wall at any tilt is flat", () => {
  const [larger, smaller] = at(principalCurvatures(look(emptyRoom(), 0.3, 0.2)), CENTRE);
  expect(larger).toBeCloseTo(0, 4);
  expect(smaller).toBeCloseTo(0, 4);
});

test("a ball of 0.5 m radius has curvature 2 in every direction, away from its middle too", () => {
  const curvatures = principalCurvatures(look(emptyRoom([solid("sphere", [0.5, 0.5, 0.5])])));
  for (const pixel of [CENTRE, CENTRE + 3, CENTRE + 3 * SIZE - 2]) {
    for (const value of at(curvatures, pixel)) expect(value).toBeCloseTo(2, 2);
  }
});

test("an upright cylinder of 0.5 m radius has curvature 2 around it and 0 along it", () => {
  const curvatures = principalCurvatures(look(emptyRoom([solid("cylinder", [0.5, 0.5, 2])]), 0, 0, SIZE, 0.4));
  for (const pixel of [CENTRE, CENTRE + 2, CENTRE + 5 * SIZE]) {
    const [larger, smaller] = at(curvatures, pixel);
    expect(larger).toBeCloseTo(2, 2);
    expect(smaller).toBeCloseTo(0, 2);
  }
});

test("the crease of two walls is hollow, the outer edge of a box bulges, each across alone", () => {
  const [flat, hollow] = at(principalCurvatures(look(emptyRoom(), Math.PI / 4)), CENTRE);
  expect(hollow).toBeLessThan(-1);
  expect(flat).toBeCloseTo(0, 3);
  const box = { ...solid("box", [0.5, 0.5, 2]), yaw: Math.PI / 4 };
  const [bulging, straight] = at(principalCurvatures(look(emptyRoom([box]))), CENTRE);
  expect(bulging).toBeGreaterThan(1);
  expect(straight).toBeCloseTo(0, 3);
});

test("where one surface hides another there is no curvature", () => {
  // The front of a box 2 m before the wall behind it: both are flat, and so is every pixel beside its outline.
  const view = look(emptyRoom([solid("box", [1, 1, 1])]));
  const front = view.depth.map((z) => (z < 2.01 ? 1 : 0));
  const curvatures = principalCurvatures(view);
  expect(front.filter((value) => value === 1).length).toBe(32 * 32);
  for (const value of curvatures) expect(Math.abs(value)).toBeLessThan(1e-3);
});

test("files hold 127.5 + 12.75 k, clipped; labels the same on [0, 1]", () => {
  const { groundTruth } = curvature;
  if (groundTruth?.from !== "png") throw new Error("curvature has files");
  const file = groundTruth.render(look(emptyRoom([solid("sphere", [0.5, 0.5, 0.5])])));
  expect([...file.data.subarray(3 * CENTRE, 3 * CENTRE + 3)]).toEqual([153, 153, 0]);
  const { values } = groundTruth.decode(file);
  expect(values).toHaveLength(2 * SIZE * SIZE);
  expect(values[2 * CENTRE + 1]).toBeCloseTo(0.6, 2);
});
