import { OBJECT_CLASSES } from "./classes.ts";
import { raster8 } from "./raster.ts";
import type { TaskDefinition } from "./task.ts";

export const segmentsemantic_rb: TaskDefinition = {
  name: "segmentsemantic_rb",
  kind: "SEMANTIC",
  description: "The class of the object at every pixel.",
  approximation: "Ids of the rendered objects, where the original distilled a network; classes of indoor furniture.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "png",
    domain: "segment_semantic",
    suffix: "segment_semantic",
    channels: 1,
    depth: 8,
    // Ids start at 1; 0 is unlabelled and masked.
    decode: ({ data }) => ({
      values: Float32Array.from(data, (id) => Math.max(0, id - 1)),
      mask: Uint8Array.from(data, (id) => (id > 0 ? 1 : 0)),
    }),
    render: (view) => raster8(view, 1, view.classes),
  },
  output: { kind: "segmentation", classes: OBJECT_CLASSES.length, loss: "balancedCrossEntropy" },
  // Background and the 16 indoor classes of MS COCO.
  originalClasses: 17,
};
