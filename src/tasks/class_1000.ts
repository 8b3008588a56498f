import { classId, OBJECT_CLASSES, type ObjectClass } from "./classes.ts";
import type { TaskDefinition } from "./task.ts";
import type { RenderedView } from "./view.ts";

const OBJECTS = OBJECT_CLASSES.filter((name) => name !== "background");

/**
 * Share of each of these classes in the pixels that show any of them. Every class counts a pixel more than it shows, so that no share is 0 and a
 * view without any of them says so by equal shares.
 */
export function visibleShares(view: RenderedView, classes: readonly ObjectClass[]): Float32Array {
  const counts = new Float32Array(OBJECT_CLASSES.length + 1).fill(1);
  for (const id of view.classes) counts[id]!++;
  const chosen = classes.map((name) => counts[classId(name)]!);
  const total = chosen.reduce((a, b) => a + b, 0);
  return Float32Array.from(chosen, (count) => count / total);
}

export const class_1000: TaskDefinition = {
  name: "class_1000",
  kind: "SEMANTIC",
  description: "The distribution over object classes.",
  approximation:
    "Shares of the visible area of the generator's eleven object classes; the original distilled a network trained on the thousand classes of ImageNet.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "npy",
    domain: "class_object",
    suffix: "class_object",
    mayBeLogits: true,
    render: (view) => visibleShares(view, OBJECTS),
  },
  output: { kind: "class", classes: OBJECTS.length, loss: "crossEntropy" },
};
