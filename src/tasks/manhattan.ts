import type { Camera } from "./view.ts";

type Vector = readonly [number, number, number];

/** The room's axes as this camera names them, each a unit vector in the camera's frame (x right, y down, z forward). */
interface ManhattanAxes {
  right: Vector;
  down: Vector;
  forward: Vector;
  /** Which of the room's axes lies along `right`, `down` and `forward`: x 0, y 1, z 2. */
  order: Vector;
}

/**
 * Without the ambiguity of a box's symmetry: down is down; forward is that of the four horizontal directions that is nearest to where the camera
 * looks; right is what makes the three right-handed. A camera that looks straight along a wall, upright, has the identity.
 */
export function manhattanAxes({ rotation }: Camera): ManhattanAxes {
  const ahead = Math.abs(rotation[6]!) >= Math.abs(rotation[7]!) ? 0 : 1;
  const down = axis(rotation, 2, -1);
  const forward = axis(rotation, ahead, Math.sign(rotation[6 + ahead]!) || 1);
  return { right: cross(down, forward), down, forward, order: [1 - ahead, 2, ahead] };
}

const axis = (rotation: readonly number[], column: number, sign: number): Vector => [
  sign * rotation[column]!,
  sign * rotation[3 + column]!,
  sign * rotation[6 + column]!,
];

const cross = ([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector => [
  ay * bz - az * by,
  az * bx - ax * bz,
  ax * by - ay * bx,
];
