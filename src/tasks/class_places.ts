import { ROOM_TYPES } from "./classes.ts";
import type { TaskDefinition } from "./task.ts";

export const class_places: TaskDefinition = {
  name: "class_places",
  kind: "SEMANTIC",
  description: "The kind of place.",
  approximation: "The type of the generated room, certain; the original distilled a network trained on MIT Places.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "npy",
    domain: "class_scene",
    suffix: "class_places",
    render: (view) => Float32Array.from(ROOM_TYPES, (type) => (type === view.roomType ? 1 : 0)),
  },
  output: { kind: "class", classes: ROOM_TYPES.length, loss: "crossEntropy" },
};
