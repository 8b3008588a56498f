import { expect, test } from "vitest";
import { decodePointInfo } from "../../src/tasks/point-info.ts";
import { relativePose } from "../../src/tasks/pose.ts";
import { room_layout } from "../../src/tasks/room_layout.ts";
import { vanishing_point_well_defined } from "../../src/tasks/vanishing_point_well_defined.ts";
import type { PointInfo } from "../../src/tasks/view.ts";

/** The first two views of point 0 of the original's sample building (alexsax/taskonomy-sample-model-1, point_info), rounded. */
const POINT = [-2.78123, -8.74263, 1.00415];
const files = [
  {
    point_uuid: "0",
    camera_location: [-2.12547, -10.29005, 1.505417],
    camera_rotation_final: [1.280906, 0.014322, 0.396562],
    camera_distance: 1.753796,
    field_of_view_rads: 1.048918,
    bounding_box_ranges: { x: [-10.29005, -5.961729], y: [-3.542935, -1.469508], z: [-0.082358, 2.424555] },
    nonfixated_points_in_view: [672, 293, 1418],
    vanishing: {
      x: [-0.38621, -0.268965, 0.882326],
      y: [0.9223, -0.097749, 0.373909],
      z: [-0.014322, 0.958177, 0.285818],
    },
  },
  {
    point_uuid: "0",
    camera_location: [6.898015, -5.431954, 1.505657],
    camera_rotation_final: [1.521811, 0.000107, -4.38283],
    camera_distance: 10.242064,
    field_of_view_rads: 1.236602,
    bounding_box_ranges: { x: [-6.10692, -4.829587], y: [4.192412, 6.898015], z: [0.0008, 2.429136] },
    nonfixated_points_in_view: [521, 522],
    vanishing: {
      x: [-0.323626, -0.046365, 0.945048],
      y: [0.946185, -0.015745, 0.323243],
      z: [-0.000107, 0.9988, 0.048965],
    },
  },
] as const;
const [first, second] = files.map((file) => decodePointInfo(file)!) as [PointInfo, PointInfo];

const truth = ({ originalTruth }: typeof room_layout, view: PointInfo) => originalTruth!.compute([view]);

const expectClose = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  // The figures above have six digits.
  for (const [i, value] of expected.entries()) expect(actual[i], `${i}`).toBeCloseTo(value, 4);
};

test("both cameras look straight at their common point, as fixated views do", () => {
  for (const [i, { camera, point }] of [first, second].entries()) {
    expect(point).toBe("0");
    const offset = POINT.map((p, axis) => (p - camera.position[axis]!) / files[i]!.camera_distance);
    expectClose(camera.rotation.slice(6), offset);
  }
});

test("from the second view, the point lies where the first one sees it: straight ahead", () => {
  const [x, y, z, yaw, pitch] = relativePose(first.camera, second.camera) as [number, number, number, number, number];
  const { camera_distance: away } = files[1];
  // Forward of a camera turned by yaw about y (down) and then pitched up.
  const forward = [Math.cos(pitch) * Math.sin(yaw), -Math.sin(pitch), Math.cos(pitch) * Math.cos(yaw)];
  const point = [x, y, z].map((place, axis) => place + away * forward[axis]!);
  for (const [axis, value] of [0, 0, files[0].camera_distance].entries()) expect(point[axis]).toBeCloseTo(value, 3);
});

test("vanishing points from the camera are the file's, whose axes are right, up and backward, but for order and sign", () => {
  for (const [i, view] of [first, second].entries()) {
    const { x, y, z } = files[i]!.vanishing;
    // These two look along the file's -x, with its y to the right and z up.
    const ours = [y, z.map((v) => -v), x.map((v) => -v)].flatMap((axis) => [axis[0]!, -axis[1]!, -axis[2]!]);
    expectClose(truth(vanishing_point_well_defined, view)!, ours);
  }
});

test("the box holds the camera: x and y of its ranges are those of the scene's y and x", () => {
  for (const { camera, room } of [first, second]) {
    for (const [axis, [low, high]] of room!.entries()) {
      expect(camera.position[axis]).toBeGreaterThanOrEqual(low);
      expect(camera.position[axis]).toBeLessThanOrEqual(high);
    }
  }
  const [cx, cy, cz, , , , right, down, forward] = truth(room_layout, first)! as number[];
  // The first camera looks along the scene's y, which its box is 4.328 m long on.
  expectClose([right!, down!, forward!], [2.073427, 2.506913, 4.328321]);
  const centre = [-2.506222, -8.12589, 1.171099].map((c, axis) => c - first.camera.position[axis]!);
  expect(Math.hypot(cx!, cy!, cz!)).toBeCloseTo(Math.hypot(...centre), 4);
  expect(cz).toBeGreaterThan(0);
});

test("without a box there is no room layout; without a list no points in view", () => {
  const { bounding_box_ranges: _, nonfixated_points_in_view: __, ...bare } = files[0];
  const view = decodePointInfo(bare)!;
  expect(view).toMatchObject({ room: null, pointsInView: null });
  expect(truth(room_layout, view)).toBeNull();
  expect(first.pointsInView).toEqual([672, 293, 1418]);
});
