import { fromPointInfo } from "./point-info.ts";
import { POSE, relativePose } from "./pose.ts";
import type { TaskDefinition } from "./task.ts";

export const non_fixated_pose: TaskDefinition = {
  name: "non_fixated_pose",
  kind: "MULTI_VIEW",
  description: "Relative pose of two overlapping views.",
  approximation:
    "Place and Euler angles in the frame of the first view, each by its own standard deviation; the other view is the next of the same room, which is drawn so that they overlap.",
  defaultRole: "BOTH",
  partners: ["next"],
  groundTruth: fromPointInfo(([first, second]) => relativePose(first!.camera, second!.camera)),
  output: { kind: "vector", size: POSE, loss: "robustL2" },
};
