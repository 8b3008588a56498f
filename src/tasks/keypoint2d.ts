import { fill } from "./fill.ts";
import { convolve, gaussian, luma } from "./filters.ts";
import { raster16 } from "./raster.ts";
import type { TaskDefinition } from "./task.ts";

/** The scale of SURF's smallest filter (Bay et al. 2006), pixels. */
const SIGMA = 1.2;
/** Width of a keypoint in the response, pixels: narrower ones are too rare for a mean absolute error to reward finding them. */
const WIDTH = 1.5;
/** Weight of the mixed derivative in SURF's determinant, squared. */
const MIXED = 0.9 ** 2;
/** Scale-normalised determinant that fills the file. */
const FULL = 0.5;
/** Share of the file's range that counts as 1. */
const STRONG = 0.1;

/** Positive part of the determinant of the Hessian of luma, scale-normalised (times sigma to the 4th). `rgb` as bytes. */
export function hessianDeterminant(rgb: Uint8Array, size: number): Float32Array {
  const image = luma(rgb);
  const [g, g1, g2] = [gaussian(SIGMA), gaussian(SIGMA, 1), gaussian(SIGMA, 2)];
  const xx = convolve(image, size, g2, g);
  const yy = convolve(image, size, g, g2);
  const xy = convolve(image, size, g1, g1);
  return xx.map((value, i) => Math.max(0, SIGMA ** 4 * (value * yy[i]! - MIXED * xy[i]! ** 2)));
}

/** As shares of the file's range. */
export function keypointResponse(rgb: Uint8Array, size: number): Float32Array {
  const determinant = hessianDeterminant(rgb, size).map((value) => value / FULL);
  return convolve(determinant, size, gaussian(WIDTH), gaussian(WIDTH));
}

export const keypoint2d: TaskDefinition = {
  name: "keypoint2d",
  kind: "TWO_D",
  description: "Response of a SURF-like detector of 2D keypoints: the determinant of the Hessian.",
  approximation:
    "One scale, with Gaussian instead of box filters, smoothed by 1.5 pixels of the small image; learnt as its square root, so that L1 sees weak corners.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "png",
    domain: "keypoints2d",
    suffix: "keypoints2d",
    channels: 1,
    depth: 16,
    decode: ({ data }) => ({
      values: fill(new Float32Array(data.length), (i) => Math.min(1, Math.sqrt(data[i]! / 65535 / STRONG))),
      mask: null,
    }),
    render: (view) => raster16(keypointResponse(view.rgb, view.size), view.size),
  },
  output: { kind: "pixels", channels: 1, loss: "l1" },
};
