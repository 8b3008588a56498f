import { expect, test } from "vitest";
import { rotate } from "../../src/scenes/camera.ts";
import { ego_motion } from "../../src/tasks/ego_motion.ts";
import { decodePointInfo, encodePointInfo } from "../../src/tasks/point-info.ts";
import { relativePose } from "../../src/tasks/pose.ts";
import type { Camera } from "../../src/tasks/view.ts";

const camera = (position: Camera["position"], yaw: number, pitch = 0, roll = 0): Camera => ({
  position,
  rotation: rotate(yaw, pitch, roll),
  fieldOfView: 1,
});

function expectPose(actual: readonly number[], expected: number[]): void {
  for (const [i, value] of expected.entries()) expect(actual[i], `${i}`).toBeCloseTo(value, 12);
}

test("a partner ahead and to the right, turned to the left: its place and yaw in the anchor's frame", () => {
  // The anchor looks along +x; to its right is -y, down is -z. A turn to the left is one from z towards -x, negative about y (down).
  const anchor = camera([1, 2, 0.5], 0);
  expectPose(relativePose(anchor, camera([3, 1, 0.2], 0.4)), [1, 0.3, 2, -0.4, 0, 0]);
});

test("pitch and roll are those of the partner's own axes", () => {
  const anchor = camera([0, 0, 0], 0.7);
  expectPose(relativePose(anchor, camera([0, 0, 0], 0.7, 0.25)), [0, 0, 0, 0, 0.25, 0]);
  // `roll` of the generator turns right towards down, as a positive angle about forward does.
  expectPose(relativePose(anchor, camera([0, 0, 0], 0.7, 0.25, 0.1)), [0, 0, 0, 0, 0.25, 0.1]);
  expectPose(relativePose(anchor, camera([0, 0, 0], 0.2, 0.25, 0.1)), [0, 0, 0, 0.5, 0.25, 0.1]);
});

test("the frame is the anchor's, whichever way it looks", () => {
  // The anchor looks straight along -y, so +x is at its left.
  expectPose(relativePose(camera([0, 0, 0], -Math.PI / 2), camera([1, 0, 0], -Math.PI / 2)), [-1, 0, 0, 0, 0, 0]);
});

test("ego-motion is the poses from the first to the second, the second to the third, the first to the third", () => {
  const views = [camera([0, 0, 0], 0), camera([1, 0, 0], 0), camera([3, 0, 0], 0)];
  const truth = ego_motion.groundTruth;
  if (truth?.from !== "json") throw new Error("no poses");
  const poses = truth.compute(views.map((one) => ({ camera: one, point: "p", room: null, pointsInView: null })))!;
  const along = (distance: number) => [0, 0, distance, 0, 0, 0];
  expectPose(poses, [along(1), along(2), along(3)].flat());
  expect(poses).toHaveLength(18);
});

test("point_info of a camera that looks straight along +y: the quaternion of a Blender camera that stands upright", () => {
  const info = { camera: camera([1, 2, 3], Math.PI / 2), point: "a" };
  const file = encodePointInfo(info, [1, 5, 3], 1, 64);
  // Such a camera looks along -z with y up; a quarter turn about x lifts its gaze to +y.
  expectPose(file.camera_rotation_final, [Math.PI / 2, 0, 0]);
  expectPose(file.camera_rotation_final_quaternion, [Math.SQRT1_2, Math.SQRT1_2, 0, 0]);
  expect(file).toMatchObject({ camera_location: [1, 2, 3], point_location: [1, 5, 3], view_id: 1, resolution: 64 });
});

test("any camera survives its point_info; incomplete files give nothing", () => {
  const info = { camera: camera([1, 2, 3], 2.1, -0.4, 0.3), point: "a" };
  const file = encodePointInfo(info, [0, 0, 0], 0, 64);
  const read = decodePointInfo(JSON.parse(JSON.stringify(file)))!;
  expect(read).toMatchObject({ point: "a", camera: { position: [1, 2, 3], fieldOfView: 1 } });
  expectPose(read.camera.rotation, [...info.camera.rotation]);
  const { camera_location: _, ...rest } = file;
  expect(decodePointInfo(rest)).toBeNull();
  const { camera_rotation_final_quaternion: __, ...euler } = file;
  expectPose(decodePointInfo(euler)!.camera.rotation, [...info.camera.rotation]);
  expect(decodePointInfo({ ...file, camera_rotation_final_quaternion: [1, 0, 0] })).toBeNull();
  expect(decodePointInfo({ ...euler, camera_rotation_final: [1, 0] })).toBeNull();
  expect(decodePointInfo({})).toBeNull();
});
