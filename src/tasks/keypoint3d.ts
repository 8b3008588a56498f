import { pixelPitch, pointsOf } from "./points.ts";
import { raster16, scaled } from "./raster.ts";
import type { TaskDefinition } from "./task.ts";
import type { RenderedView } from "./view.ts";

/** Radius of a neighbourhood as a share of the depth: three to five pixels of a 64-pixel image. */
const RADIUS = 0.08;
/** Most that a variation can be: points spread alike in all directions. */
const FULL = 1 / 3;
/** Variation around the corner of three walls (derived in test/tasks/keypoint3d.test.ts), which counts as 1. */
const CORNER = 0.1255;

/**
 * Surface variation (Pauly, Gross, Kobbelt 2002) at every pixel: the share of the least principal axis in the variance of the points seen within
 * `RADIUS` of it. 0 on a plane, 0.085 on the crease of two walls, 0.125 at the corner of three; 0 where nothing was hit. Where the border of the
 * image cuts a neighbourhood, the numbers are a little larger.
 */
export function surfaceVariation(view: RenderedView): Float32Array {
  const { size, depth } = view;
  const points = pointsOf(view);
  const reach = Math.ceil(RADIUS / pixelPitch(view));
  const variation = new Float32Array(depth.length);
  for (let i = 0; i < depth.length; i++) {
    if (depth[i] === Number.POSITIVE_INFINITY) continue;
    const [column, row] = [i % size, Math.floor(i / size)];
    const limit = (RADIUS * depth[i]!) ** 2;
    let n = 0;
    let [x, y, z] = [0, 0, 0];
    let [xx, yy, zz, xy, xz, yz] = [0, 0, 0, 0, 0, 0];
    for (let v = Math.max(0, row - reach); v <= Math.min(size - 1, row + reach); v++) {
      for (let u = Math.max(0, column - reach); u <= Math.min(size - 1, column + reach); u++) {
        const j = 3 * (v * size + u);
        const dx = points[j]! - points[3 * i]!;
        const dy = points[j + 1]! - points[3 * i + 1]!;
        const dz = points[j + 2]! - points[3 * i + 2]!;
        // Never so where there is no depth.
        if (!(dx * dx + dy * dy + dz * dz <= limit)) continue;
        n++;
        x += dx;
        y += dy;
        z += dz;
        xx += dx * dx;
        yy += dy * dy;
        zz += dz * dz;
        xy += dx * dy;
        xz += dx * dz;
        yz += dy * dz;
      }
    }
    x /= n;
    y /= n;
    z /= n;
    variation[i] = leastShare(
      xx / n - x * x,
      yy / n - y * y,
      zz / n - z * z,
      xy / n - x * y,
      xz / n - x * z,
      yz / n - y * z,
    );
  }
  return variation;
}

/** The least eigenvalue of a covariance as a share of their sum, by the trigonometric solution of its characteristic polynomial. */
function leastShare(xx: number, yy: number, zz: number, xy: number, xz: number, yz: number): number {
  const mean = (xx + yy + zz) / 3;
  const [a, b, c] = [xx - mean, yy - mean, zz - mean];
  const spread = Math.sqrt((a * a + b * b + c * c + 2 * (xy * xy + xz * xz + yz * yz)) / 6);
  if (spread === 0) return 0;
  const determinant = a * (b * c - yz * yz) - xy * (xy * c - yz * xz) + xz * (xy * yz - b * xz);
  const angle = Math.acos(Math.max(-1, Math.min(1, determinant / (2 * spread ** 3)))) / 3;
  return Math.max(0, mean + 2 * spread * Math.cos(angle + (2 * Math.PI) / 3)) / (3 * mean);
}

export const keypoint3d: TaskDefinition = {
  name: "keypoint3d",
  kind: "THREE_D",
  description: "3D keypoints: how much the surface varies around every pixel, from the depth alone.",
  approximation:
    "Surface variation of the visible points within 8% of the depth, 1 at the corner of three walls, 0.7 along a crease of two; the original used NARF.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "png",
    domain: "keypoints3d",
    suffix: "keypoints3d",
    channels: 1,
    depth: 16,
    maskedByDepth: true,
    decode: (raster) => scaled(raster, (65535 * CORNER) / FULL),
    render: (view) =>
      raster16(
        surfaceVariation(view).map((value) => value / FULL),
        view.size,
      ),
  },
  output: { kind: "pixels", channels: 1, loss: "l1" },
};
