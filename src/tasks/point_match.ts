import { fromPointInfo } from "./point-info.ts";
import type { TaskDefinition } from "./task.ts";

export const point_match: TaskDefinition = {
  name: "point_match",
  kind: "MULTI_VIEW",
  description: "Whether two views show the same fixated point.",
  approximation:
    "Views that do not match fixate another point of the same room; one in a hundred of them is within ten centimetres.",
  defaultRole: "BOTH",
  partners: ["matched"],
  groundTruth: fromPointInfo(([first, second]) => (first!.point === second!.point ? [0, 1] : [1, 0])),
  output: { kind: "class", classes: 2, loss: "crossEntropy" },
};
