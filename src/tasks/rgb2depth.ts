import { decodeDepth, encodeDepth } from "./depth.ts";
import type { PngTruth, TaskDefinition } from "./task.ts";

/** The z-buffer's files also say which pixels have any geometry at all. */
export const depthTruth: PngTruth = {
  from: "png",
  domain: "depth_zbuffer",
  suffix: "depth_zbuffer",
  channels: 1,
  depth: 16,
  decode: decodeDepth,
  render: (view) => encodeDepth(view.depth, view.size),
};

export const rgb2depth: TaskDefinition = {
  name: "rgb2depth",
  kind: "THREE_D",
  description: "Depth along the camera's axis (z-buffer), on a logarithmic scale.",
  approximation: null,
  defaultRole: "BOTH",
  groundTruth: depthTruth,
  output: { kind: "pixels", channels: 1, loss: "l1" },
};
