import { fromPointInfo } from "./point-info.ts";
import { POSE, relativePose } from "./pose.ts";
import type { TaskDefinition } from "./task.ts";

export const fix_pose: TaskDefinition = {
  name: "fix_pose",
  kind: "MULTI_VIEW",
  description: "Relative pose of two views that fixate one point.",
  approximation:
    "Place and Euler angles in the frame of the first view, each by its own standard deviation; the second view is drawn for it, from anywhere in the room that sees the point.",
  defaultRole: "BOTH",
  partners: ["fixated"],
  groundTruth: fromPointInfo(([first, second]) => relativePose(first!.camera, second!.camera)),
  output: { kind: "vector", size: POSE, loss: "robustL2" },
};
