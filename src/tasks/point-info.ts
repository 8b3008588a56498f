import type { CameraTruth } from "./task.ts";
import type { PointInfo } from "./view.ts";

/** Ground truth computed from what these files tell of an example's views, the anchor first. */
export const fromPointInfo = (compute: CameraTruth["compute"]): CameraTruth => ({
  from: "json",
  domain: "point_info",
  suffix: "point_info",
  compute,
});

/** The fields of the original's `point_info` files that are read or written here. Metres and radians in the scene's frame, z up. */
export interface PointInfoFile {
  point_uuid: string;
  view_id: number;
  point_location: readonly number[];
  camera_location: readonly number[];
  /** About x, then y, then z, of a camera that looks along -z with y up. */
  camera_rotation_final: readonly number[];
  /** The same rotation: w, x, y, z. */
  camera_rotation_final_quaternion: readonly number[];
  field_of_view_rads: number;
  resolution: number;
}

/** `location`: of the fixated point. `resolution`: pixels per side. */
export function encodePointInfo(
  info: PointInfo,
  location: readonly number[],
  view: number,
  resolution: number,
): PointInfoFile {
  const { camera, point } = info;
  const euler = eulerOf(camera.rotation);
  return {
    point_uuid: point,
    view_id: view,
    point_location: location,
    camera_location: camera.position,
    camera_rotation_final: euler,
    camera_rotation_final_quaternion: quaternionOf(euler),
    field_of_view_rads: camera.fieldOfView,
    resolution,
  };
}

/** Null where a field is missing or of another form. */
export function decodePointInfo(file: Partial<PointInfoFile>): PointInfo | null {
  const { point_uuid, camera_location, camera_rotation_final_quaternion, field_of_view_rads } = file;
  if (point_uuid === undefined || !areNumbers(camera_location, 3)) return null;
  if (!areNumbers(camera_rotation_final_quaternion, 4) || !areNumbers([field_of_view_rads], 1)) return null;
  const [x, y, z] = camera_location;
  const rotation = axesOf(camera_rotation_final_quaternion);
  return { camera: { position: [x!, y!, z!], rotation, fieldOfView: field_of_view_rads! }, point: `${point_uuid}` };
}

const areNumbers = (values: unknown, count: number): values is number[] =>
  Array.isArray(values) && values.length === count && values.every(Number.isFinite);

/** From rows right, down, forward; the file's camera has the axes right, up, backward. */
function eulerOf(rows: readonly number[]): number[] {
  const [rightX, rightY, rightZ, , , downZ, , , forwardZ] = rows as number[] & { length: 9 };
  return [Math.atan2(-downZ!, -forwardZ!), Math.asin(-rightZ!), Math.atan2(rightY!, rightX!)];
}

function quaternionOf(euler: number[]): number[] {
  const [cx, cy, cz] = euler.map((angle) => Math.cos(angle / 2)) as [number, number, number];
  const [sx, sy, sz] = euler.map((angle) => Math.sin(angle / 2)) as [number, number, number];
  return [
    cx * cy * cz + sx * sy * sz,
    sx * cy * cz - cx * sy * sz,
    cx * sy * cz + sx * cy * sz,
    cx * cy * sz - sx * sy * cz,
  ];
}

/** Rows right, down, forward. */
function axesOf(quaternion: number[]): number[] {
  const length = Math.hypot(...quaternion);
  const [w, x, y, z] = quaternion.map((value) => value / length) as [number, number, number, number];
  const right = [1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)];
  const up = [2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)];
  const back = [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)];
  return [...right, ...up.map((value) => -value), ...back.map((value) => -value)];
}
