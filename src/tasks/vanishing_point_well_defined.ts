import { manhattanAxes } from "./manhattan.ts";
import { fromPointInfo } from "./point-info.ts";
import type { TaskDefinition } from "./task.ts";
import type { Camera } from "./view.ts";

/** Nine numbers: unit vectors right, down and forward along the room's axes, in the camera's frame. */
export function vanishingPoints(camera: Camera): Float32Array {
  const { right, down, forward } = manhattanAxes(camera);
  return Float32Array.of(...right, ...down, ...forward);
}

export const vanishing_point_well_defined: TaskDefinition = {
  name: "vanishing_point_well_defined",
  kind: "THREE_D",
  description: "The three Manhattan vanishing directions in the camera's frame.",
  approximation:
    "Every view has them, as every room is a box. Order and sign: right, down, and forward, the horizontal axis that the camera looks along most.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "npy",
    domain: "vanishing_point",
    suffix: "vanishing_point",
    render: ({ camera }) => vanishingPoints(camera),
  },
  // The original too takes them from the camera alone: its scenes stand along the axes.
  originalTruth: fromPointInfo(([view]) => [...vanishingPoints(view!.camera)]),
  output: { kind: "vector", size: 9, loss: "robustL2" },
};
