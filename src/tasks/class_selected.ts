import { visibleShares } from "./class_1000.ts";
import type { ObjectClass } from "./classes.ts";
import type { TaskDefinition } from "./task.ts";

/** Furniture that tells rooms apart. */
const SELECTED: ObjectClass[] = ["bed", "sofa", "table", "chair", "cabinet", "sanitary"];

export const class_selected: TaskDefinition = {
  name: "class_selected",
  kind: "SEMANTIC",
  description: "The distribution over a selection of object classes.",
  approximation:
    "Shares of the visible area of six classes of furniture, in files of their own; the original selects entries of class_1000.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "npy",
    domain: "class_selected",
    suffix: "class_selected",
    render: (view) => visibleShares(view, SELECTED),
  },
  output: { kind: "class", classes: SELECTED.length, loss: "crossEntropy" },
};
