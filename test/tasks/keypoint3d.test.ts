import { expect, test } from "vitest";
import { surfaceVariation } from "../../src/tasks/keypoint3d.ts";
import { emptyRoom, look } from "../scenes/rooms.ts";

// Fine enough that a neighbourhood, of ten pixels' radius, is a sphere's.
const SIZE = 256;
const CENTRE = (SIZE / 2) * SIZE + SIZE / 2;
// Towards the corner (4, 4, -4) of the room, so that three of its sides look alike.
const DIAGONAL = -Math.atan(Math.SQRT1_2);

test("a plane at any tilt varies nowhere", () => {
  const variation = surfaceVariation(look(emptyRoom(), 0.3, 0.2));
  expect(variation[32 * 64 + 32]).toBeLessThan(1e-6);
});

test("a crease of two walls: two half discs at a right angle", () => {
  // Of a half disc of radius 1, E[x] = 4 / 3 pi away from the crease and E[x^2] = E[y^2] = 1/4. Of both: variance 1/4 along the crease, and across
  // it var = 1/8 - (2 / 3 pi)^2 = 0.0800, cov = -0.0450, so the least axis has 0.0349 of 0.4099.
  const variation = surfaceVariation(look(emptyRoom(), Math.PI / 4, 0, SIZE));
  expect(variation[CENTRE]).toBeCloseTo(0.0852, 2);
});

test("a corner of three walls: three quarter discs at right angles", () => {
  // Of a quarter disc, E[x] = 4 / 3 pi, E[x^2] = 1/4 and E[x y] = 1 / 2 pi. Of the three: var = 1/6 - (8 / 9 pi)^2 = 0.08661 and
  // cov = 1 / 6 pi - (8 / 9 pi)^2 = -0.02700 in every axis and pair, so the least axis has var + 2 cov of 3 var: 0.1255.
  const variation = surfaceVariation(look(emptyRoom(), Math.PI / 4, DIAGONAL, SIZE));
  expect(variation[CENTRE]).toBeCloseTo(0.1255, 2);
});
