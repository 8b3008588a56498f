import { fromPointInfo } from "./point-info.ts";
import { POSE, relativePose } from "./pose.ts";
import type { TaskDefinition } from "./task.ts";

export const ego_motion: TaskDefinition = {
  name: "ego_motion",
  kind: "MULTI_VIEW",
  description: "Pairwise poses of three views.",
  approximation:
    "Three views of one room that overlap in pairs, where the original has neighbours on a path; place and Euler angles, each by its own standard deviation.",
  defaultRole: "BOTH",
  partners: ["next", "afterNext"],
  groundTruth: fromPointInfo((views) => {
    const [first, second, third] = views.map(({ camera }) => camera);
    return [...relativePose(first!, second!), ...relativePose(second!, third!), ...relativePose(first!, third!)];
  }),
  output: { kind: "vector", size: 3 * POSE, loss: "l2" },
};
