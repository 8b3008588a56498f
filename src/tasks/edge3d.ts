import { convolve, gaussian } from "./filters.ts";
import { raster16, scaled } from "./raster.ts";
import type { TaskDefinition } from "./task.ts";

/** Width of an edge in the response, pixels: one-pixel lines are too rare for a mean absolute error to reward finding them. */
const SIGMA = 2;
/** The smoothed height of a straight edge, whose response is 1 in the pixels on its two sides: (0.1995 + 0.1760) of full scale. */
const STRONG = 65535 * 0.3755;

/**
 * Occlusion edges of a z-buffer, [0, 1]: how far inverse depth departs from its neighbours' mean, relative to the nearer of them. Inverse depth
 * is linear in the image on any plane, so slanted planes give 0, and creases between planes almost 0. Infinity is a depth.
 */
export function occlusionEdges(depth: Float32Array, size: number): Float32Array {
  const inverse = depth.map((z) => 1 / z);
  const bendAt = (i: number, step: number): number => bend(inverse[i - step]!, inverse[i]!, inverse[i + step]!);
  const response = new Float32Array(depth.length);
  for (let i = 0; i < depth.length; i++) {
    const x = i % size;
    const across = x > 0 && x < size - 1 ? bendAt(i, 1) : 0;
    const down = i >= size && i < depth.length - size ? bendAt(i, size) : 0;
    response[i] = edgeOf(Math.max(across, down));
  }
  return convolve(response, size, gaussian(SIGMA), gaussian(SIGMA));
}

/** Second difference of inverse depth along a line, relative to the nearest of its three pixels. */
export const bend = (before: number, here: number, after: number): number =>
  Math.abs(before - 2 * here + after) / Math.max(before, here, after, 1e-6);

/** How much of an edge a bend is, [0, 1]: a tenth of the depth is a full one. */
export const edgeOf = (bent: number): number => Math.min(1, Math.max(0, 10 * bent - 0.3));

export const edge3d: TaskDefinition = {
  name: "edge3d",
  kind: "THREE_D",
  description: "Occlusion edges, from the depth alone.",
  approximation: "Second differences of inverse depth, smoothed by two pixels of the small image.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "png",
    domain: "edge_occlusion",
    suffix: "edge_occlusion",
    channels: 1,
    depth: 16,
    maskedByDepth: true,
    decode: (raster) => scaled(raster, STRONG),
    render: (view) => raster16(occlusionEdges(view.depth, view.size), view.size),
  },
  output: { kind: "pixels", channels: 1, loss: "l1" },
};
