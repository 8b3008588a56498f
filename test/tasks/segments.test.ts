import { expect, test } from "vitest";
import type { Solid } from "../../src/scenes/solid.ts";
import { graphSegments } from "../../src/tasks/graph-segments.ts";
import { colourSegments } from "../../src/tasks/segment2d.ts";
import { surfaceSegments } from "../../src/tasks/segment25d.ts";
import { emptyRoom, look } from "../scenes/rooms.ts";
import { grey } from "./images.ts";

const SIZE = 64;
const count = (ids: Uint8Array): number => new Set(ids).size;

test("an image of two colours has two segments, one of a gentle ramp has one", () => {
  const two = colourSegments(
    grey(SIZE, (x) => (x < 24 ? 40 : 200)),
    SIZE,
  );
  expect(count(two)).toBe(2);
  expect(two.filter((id) => id === 0)).toHaveLength(24 * SIZE);
  expect(
    count(
      colourSegments(
        grey(SIZE, (x) => 2 * x),
        SIZE,
      ),
    ),
  ).toBe(1);
});

test("a spot of less than a two-hundredth of the image joins its surroundings, a larger one stays", () => {
  const square = (side: number) =>
    grey(SIZE, (x, y) => (x >= 20 && x < 20 + side && y >= 20 && y < 20 + side ? 255 : 0));
  expect(count(colourSegments(square(3), SIZE))).toBe(1);
  expect(count(colourSegments(square(12), SIZE))).toBe(2);
});

test("light edges within a segment do not hold against a heavier one between segments of little variation", () => {
  // A 2 x 2 image of levels 0, 0.1 / 1, 1.1 at scale 0.5: the rows merge within (0.1 <= 0.5), and 0.9 > 0.1 + 0.5 / 2 keeps them apart.
  const levels = [0, 0.1, 1, 1.1];
  const weight = (i: number, j: number) => Math.abs(levels[i]! - levels[j]!);
  expect([...graphSegments(2, 0.5, weight)]).toEqual([0, 0, 1, 1]);
  expect([...graphSegments(2, 2, weight)]).toEqual([0, 0, 0, 0]);
});

test("two walls that meet are two segments, whatever their texture", () => {
  // Floor and ceiling are in sight too, above and below.
  const corner = look(emptyRoom(), Math.PI / 4);
  const row = [...surfaceSegments(corner).subarray(32 * SIZE, 33 * SIZE)];
  expect(new Set(row).size).toBe(2);
  expect(row.filter((id) => id === row[0])).toHaveLength(32);
});

test("a box before a wall is a segment, with the edge where its outline is", () => {
  // Its front stands at 2 m before the camera and is 1 m wide and high: a quarter of the image each way.
  const box: Solid = { shape: "box", centre: [3, 0, 0], half: [1, 0.5, 0.5], yaw: 0, class: "cabinet", material: 0 };
  const ids = surfaceSegments(look(emptyRoom([box])));
  expect(count(ids)).toBe(2);
  expect(ids.filter((id) => id === 1)).toHaveLength(16 * 16);
});
