import { expect, test } from "vitest";
import { rotate } from "../../src/scenes/camera.ts";
import { roomLayout } from "../../src/tasks/room_layout.ts";
import { vanishingPoints } from "../../src/tasks/vanishing_point_well_defined.ts";

const room = [2, 3, 1.2] as const;

/** A camera that starts out level along +x, turned left by `yaw`. */
const cameraAt = (yaw: number, pitch = 0, roll = 0, position: readonly [number, number, number] = [0, 0, 0]) => ({
  position,
  rotation: rotate(yaw, pitch, roll),
  fieldOfView: 1,
});

const expectClose = (actual: Float32Array, expected: number[]) => {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i], `${i}`).toBeCloseTo(value, 6);
};

test("a camera straight along a wall sees right, down and forward as they are, along whichever wall", () => {
  for (const quarter of [0, 1, 2, 3]) {
    expectClose(vanishingPoints(cameraAt((quarter * Math.PI) / 2)), [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  }
});

test("turned left by 0.3, forward vanishes to the right; raised by 0.2, below; quarter turns change nothing", () => {
  const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
  expectClose(vanishingPoints(cameraAt(0.3)), [c, 0, -s, 0, 1, 0, s, 0, c]);
  expectClose(vanishingPoints(cameraAt(0.3 - Math.PI / 2)), [c, 0, -s, 0, 1, 0, s, 0, c]);
  const [cp, sp] = [Math.cos(0.2), Math.sin(0.2)];
  expectClose(vanishingPoints(cameraAt(0, 0.2)), [1, 0, 0, 0, cp, -sp, 0, sp, cp]);
});

test("room layout of a known pose: the centre in the camera's frame, the three angles, the extents", () => {
  // A metre ahead of the centre, half a metre right of it, 0.2 m above it.
  const level = roomLayout({ camera: cameraAt(0, 0, 0, [1, -0.5, 0.2]), room });
  expectClose(level, [-0.5, 0.2, -1, 0, 0, 0, 6, 2.4, 4]);
  const turned = roomLayout({ camera: cameraAt(0.3, 0.2, 0.1), room });
  expectClose(turned, [0, 0, 0, -0.3, 0.2, 0.1, 6, 2.4, 4]);
});

test("looking at another wall, the extents change places and the angles stay within an eighth of a turn", () => {
  const left = roomLayout({ camera: cameraAt(Math.PI / 2 + 0.3), room });
  expectClose(left, [0, 0, 0, -0.3, 0, 0, 4, 2.4, 6]);
  const back = roomLayout({ camera: cameraAt(Math.PI - 0.3, 0, 0, [1, -0.5, 0.2]), room });
  expectClose(back.slice(3), [0.3, 0, 0, 6, 2.4, 4]);
});
