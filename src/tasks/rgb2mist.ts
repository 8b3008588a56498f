import { decodeDepth, encodeDepth } from "./depth.ts";
import type { TaskDefinition } from "./task.ts";

export const rgb2mist: TaskDefinition = {
  name: "rgb2mist",
  kind: "THREE_D",
  description: "Distance from the camera along the ray (Euclidean), on a logarithmic scale.",
  approximation: null,
  defaultRole: "BOTH",
  groundTruth: {
    from: "png",
    domain: "depth_euclidean",
    suffix: "depth_euclidean",
    channels: 1,
    depth: 16,
    decode: decodeDepth,
    render: (view) => encodeDepth(view.distance, view.size),
  },
  output: { kind: "pixels", channels: 1, loss: "l1" },
};
