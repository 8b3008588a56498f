import { manhattanAxes } from "./manhattan.ts";
import { fromPointInfo } from "./point-info.ts";
import type { TaskDefinition } from "./task.ts";
import type { PointInfo, RenderedView } from "./view.ts";

/**
 * Nine numbers: the centre of the room in the camera's frame, metres; yaw, pitch (up) and roll that turn the room's axes into the camera's,
 * radians, yaw within an eighth of a turn; the room's extents along its right, down and forward axis, metres.
 */
export function roomLayout({ camera, room }: Pick<RenderedView, "camera" | "room">): Float32Array {
  const { rotation: r, position: p } = camera;
  const { right, down, forward, order } = manhattanAxes(camera);
  const centre = [0, 3, 6].map((row) => -(r[row]! * p[0] + r[row + 1]! * p[1] + r[row + 2]! * p[2]));
  const angles = [Math.atan2(right[2], forward[2]), Math.asin(-down[2]), Math.atan2(down[0], down[1])];
  return Float32Array.of(...centre, ...angles, ...order.map((axis) => 2 * room[axis]!));
}

/** The same of a copy of the original, whose boxes lie anywhere in the building. */
function roomLayoutOf({ camera, room }: PointInfo): number[] | null {
  if (room === null) return null;
  const [x, y, z] = room.map(([low, high], axis) => camera.position[axis]! - (low + high) / 2);
  const [hx, hy, hz] = room.map(([low, high]) => (high - low) / 2);
  return [...roomLayout({ camera: { ...camera, position: [x!, y!, z!] }, room: [hx!, hy!, hz!] })];
}

export const room_layout: TaskDefinition = {
  name: "room_layout",
  kind: "THREE_D",
  description: "The box of the room: centre, angles and extents in camera coordinates.",
  approximation:
    "Rooms are boxes. Forward is the horizontal axis that the camera looks along most, so a box's symmetry leaves no choice.",
  defaultRole: "BOTH",
  groundTruth: { from: "npy", domain: "room_layout", suffix: "room_layout", render: roomLayout },
  originalTruth: fromPointInfo(([view]) => roomLayoutOf(view!), "bounding_box_ranges"),
  output: { kind: "vector", size: 9, loss: "robustL2" },
};
