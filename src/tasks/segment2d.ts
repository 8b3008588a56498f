import { graphSegments } from "./graph-segments.ts";
import { raster8 } from "./raster.ts";
import { segmentFiles, segmentOutput } from "./segments.ts";
import type { TaskDefinition } from "./task.ts";

/** Preference for large segments, for colours in [0, 1]. */
const SCALE = 3;

/** Segments of similar colour; `rgb` as bytes. Not smoothed before: there is no noise, and the lines of equal colour along a smoothed edge would be segments. */
export function colourSegments(rgb: Uint8Array, size: number): Uint8Array {
  return graphSegments(size, SCALE, (i, j) => {
    let square = 0;
    for (let c = 0; c < 3; c++) square += (rgb[3 * i + c]! - rgb[3 * j + c]!) ** 2;
    return Math.sqrt(square) / 255;
  });
}

export const segment2d: TaskDefinition = {
  name: "segment2d",
  kind: "TWO_D",
  description: "Unsupervised segments by colour, as pixel embeddings.",
  approximation: "Felzenszwalb and Huttenlocher's segments of the small image, not smoothed; no normalised cuts.",
  defaultRole: "BOTH",
  groundTruth: {
    ...segmentFiles,
    domain: "segment_unsup2d",
    suffix: "segment_unsup2d",
    render: (view) => raster8(view, 1, colourSegments(view.rgb, view.size)),
  },
  output: segmentOutput,
};
