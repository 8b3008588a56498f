import { convolve, gaussian, luma } from "./filters.ts";
import { raster16, scaled } from "./raster.ts";
import type { TaskDefinition } from "./task.ts";

/** Standard deviation of the smoothing, pixels. */
const SIGMA = 1;
/** The file value that counts as 1: a quarter of full scale, a contrast of about 0.7 across a straight step. */
const STRONG = 65535 / 4;

/** Canny's gradient magnitude before suppression: Gaussian smoothing, then Sobel; luma per pixel. `rgb` as bytes. */
export function edgeMagnitude(rgb: Uint8Array, size: number): Float32Array {
  const smooth = convolve(luma(rgb), size, gaussian(SIGMA), gaussian(SIGMA));
  const slope = [-0.5, 0, 0.5];
  const average = [0.25, 0.5, 0.25];
  const across = convolve(smooth, size, slope, average);
  const down = convolve(smooth, size, average, slope);
  return across.map((value, i) => Math.hypot(value, down[i]!));
}

export const edge2d: TaskDefinition = {
  name: "edge2d",
  kind: "TWO_D",
  description: "Texture edges: the gradient magnitude of Canny's detector, without suppression of non-maxima.",
  approximation: "Smoothed by one pixel of the small image; scaled so that a strong edge is 1, where it saturates.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "png",
    domain: "edge_texture",
    suffix: "edge_texture",
    channels: 1,
    depth: 16,
    decode: (raster) => scaled(raster, STRONG),
    render: (view) => raster16(edgeMagnitude(view.rgb, view.size), view.size),
  },
  output: { kind: "pixels", channels: 1, loss: "l1" },
};
