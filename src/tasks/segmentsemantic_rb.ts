import { OBJECT_CLASSES } from "./classes.ts";
import { fill } from "./fill.ts";
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
    suffix: "segmentsemantic",
    channels: 1,
    depth: 8,
    // Ids start at 1; 0 is unlabelled and masked.
    decode: ({ data }) => ({
      values: fill(new Float32Array(data.length), (i) => Math.max(0, data[i]! - 1)),
      mask: fill(new Uint8Array(data.length), (i) => (data[i]! > 0 ? 1 : 0)),
    }),
    render: (view) => raster8(view, 1, view.classes),
  },
  output: { kind: "segmentation", classes: OBJECT_CLASSES.length, loss: "balancedCrossEntropy" },
  // Background and the 16 indoor classes of MS COCO.
  originalClasses: 17,
};
