import type { CameraTruth } from "./task.ts";
import type { PointInfo } from "./view.ts";

/** Ground truth computed from what these files tell of an example's views, the anchor first. */
export const fromPointInfo = (compute: CameraTruth["compute"], needs?: string): CameraTruth => ({
  from: "json",
  domain: "point_info",
  suffix: "point_info",
  compute,
  needs,
});

/**
 * The fields of the original's files that are read or written here. Metres and radians in the scene's frame, z up. Checked against the files of the
 * sample building (alexsax/taskonomy-sample-model-1) and their writer (omnidata-annotator, create_vanishing_points: static axes, x first).
 */
export interface PointInfoFile {
  point_uuid: string;
  view_id: number;
  point_location: readonly number[];
  camera_location: readonly number[];
  /** About x, then y, then z, of a camera that looks along -z with y up. */
  camera_rotation_final: readonly number[];
  /** The same rotation: w, x, y, z. Files of the Taskonomy buildings lack it. */
  camera_rotation_final_quaternion: readonly number[];
  field_of_view_rads: number;
  resolution: number;
}

/** Only the original's files have these. */
interface OriginalFields {
  /** Lowest and highest of the room that the camera is in: under `x` along the scene's y axis, under `y` along its x axis. */
  bounding_box_ranges: { x: unknown; y: unknown; z: unknown };
  /** Other points within the image that the camera has in sight. */
  nonfixated_points_in_view: unknown;
}

/** `location`: of the fixated point. `resolution`: pixels per side. */
export function encodePointInfo(
  info: Pick<PointInfo, "camera" | "point">,
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

/** Null where a field is missing or of another form. Either form of the rotation will do. */
export function decodePointInfo(file: Partial<PointInfoFile & OriginalFields>): PointInfo | null {
  const { point_uuid, camera_location, field_of_view_rads } = file;
  const quaternion = file.camera_rotation_final_quaternion ?? quaternionFrom(file.camera_rotation_final);
  if (point_uuid === undefined || !areNumbers(camera_location, 3)) return null;
  if (!areNumbers(quaternion, 4) || !areNumbers([field_of_view_rads], 1)) return null;
  const [x, y, z] = camera_location;
  const camera = { position: [x!, y!, z!] as const, rotation: axesOf(quaternion), fieldOfView: field_of_view_rads! };
  return { camera, point: `${point_uuid}`, room: roomOf(file), pointsInView: pointsIn(file) };
}

function roomOf({ bounding_box_ranges: box }: Partial<OriginalFields>): PointInfo["room"] {
  const ranges = [box?.y, box?.x, box?.z];
  if (!ranges.every((range): range is [number, number] => areNumbers(range, 2))) return null;
  return ranges;
}

function pointsIn({ nonfixated_points_in_view: points }: Partial<OriginalFields>): PointInfo["pointsInView"] {
  return Array.isArray(points) && points.every(Number.isInteger) ? points : null;
}

const quaternionFrom = (euler: unknown): number[] | null => (areNumbers(euler, 3) ? quaternionOf(euler) : null);

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
