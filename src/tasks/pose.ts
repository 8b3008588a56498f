import type { Camera } from "./view.ts";

/** Numbers of a relative pose. */
export const POSE = 6;

/**
 * The pose of `partner` in the frame of `anchor` (x right, y down, z forward): its place in metres, then the angles in radians by which it is
 * turned about the anchor's y, its own x, its own z, in this order (Euler angles; pitch is never near a right angle between overlapping views).
 */
export function relativePose(anchor: Camera, partner: Camera): number[] {
  const a = anchor.rotation;
  const b = partner.rotation;
  const offset = partner.position.map((p, i) => p - anchor.position[i]!);
  /** Component `row` of the partner's axis `column` in the anchor's frame. */
  const turn = (row: number, column: number): number =>
    a[3 * row]! * b[3 * column]! + a[3 * row + 1]! * b[3 * column + 1]! + a[3 * row + 2]! * b[3 * column + 2]!;
  const place = [0, 1, 2].map((row) => offset.reduce((sum, d, i) => sum + a[3 * row + i]! * d, 0));
  const yaw = Math.atan2(turn(0, 2), turn(2, 2));
  const pitch = Math.asin(Math.min(1, Math.max(-1, -turn(1, 2))));
  const roll = Math.atan2(turn(1, 0), turn(1, 1));
  return [...place, yaw, pitch, roll];
}
