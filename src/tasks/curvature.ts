import { fill } from "./fill.ts";
import { pixelPitch, pointsOf } from "./points.ts";
import { raster8 } from "./raster.ts";
import type { TaskDefinition } from "./task.ts";
import type { RenderedView } from "./view.ts";

/** The normals of 5 x 5 pixels are looked at, */
const WINDOW = 2;
/** but not those further away than this share of the depth: they belong to another surface. */
const REACH = 0.1;
/** Added to the spread of the points, in pixels squared: along a direction that no neighbour lies in, the surface counts as flat. */
const RIDGE = 1e-3;
/** Curvature, per metre, where files and labels saturate: that of a ball of 10 cm radius. */
const LIMIT = 10;

/**
 * Principal curvatures of every pixel's surface, per metre, the larger one first: two numbers a pixel, positive where the surface bulges towards the
 * viewer. They are the eigenvalues of the linear map from steps on the surface to changes of its normal that fits the pixels around best (least
 * squares), so creases are rounded to the width of the window. 0 where nothing was hit.
 */
export function principalCurvatures(view: RenderedView): Float32Array {
  const { size, depth, normals } = view;
  const points = pointsOf(view);
  const pitch = pixelPitch(view);
  const curvatures = new Float32Array(2 * depth.length);
  const near: number[] = [];
  for (let i = 0; i < depth.length; i++) {
    const z = depth[i]!;
    if (z === Number.POSITIVE_INFINITY) continue;
    neighbours(points, size, i, REACH * z, near);
    let [x, y, w] = [0, 0, 0];
    for (const j of near) {
      x += normals[3 * j]!;
      y += normals[3 * j + 1]!;
      w += normals[3 * j + 2]!;
    }
    const { u, v } = tangents(x, y, w);
    // Sums over neighbours of a step's components p, q along u and v and of the normal's components m, n, whose own sums are 0.
    let [p, q, pp, pq, qq, mp, mq, np, nq] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (const j of near) {
      let [a, b, m, n] = [0, 0, 0, 0];
      for (let axis = 0; axis < 3; axis++) {
        const step = points[3 * j + axis]! - points[3 * i + axis]!;
        a += step * u[axis]!;
        b += step * v[axis]!;
        m += normals[3 * j + axis]! * u[axis]!;
        n += normals[3 * j + axis]! * v[axis]!;
      }
      p += a;
      q += b;
      pp += a * a;
      pq += a * b;
      qq += b * b;
      mp += m * a;
      mq += m * b;
      np += n * a;
      nq += n * b;
    }
    const ridge = RIDGE * near.length * (pitch * z) ** 2;
    pp += ridge - (p * p) / near.length;
    qq += ridge - (q * q) / near.length;
    pq -= (p * q) / near.length;
    const determinant = pp * qq - pq * pq;
    const along = (mp * qq - mq * pq) / determinant;
    const across = (nq * pp - np * pq) / determinant;
    const mixed = (mq * pp - mp * pq + np * qq - nq * pq) / (2 * determinant);
    const mean = (along + across) / 2;
    const spread = Math.hypot((along - across) / 2, mixed);
    curvatures[2 * i] = mean + spread;
    curvatures[2 * i + 1] = mean - spread;
  }
  return curvatures;
}

/** The pixels of the window around pixel i, itself included, whose points are within `limit` metres; written to `near`. */
function neighbours(points: Float64Array, size: number, i: number, limit: number, near: number[]): void {
  near.length = 0;
  const [x, y] = [i % size, Math.floor(i / size)];
  for (let v = Math.max(0, y - WINDOW); v <= Math.min(size - 1, y + WINDOW); v++) {
    for (let u = Math.max(0, x - WINDOW); u <= Math.min(size - 1, x + WINDOW); u++) {
      const j = v * size + u;
      const dx = points[3 * j]! - points[3 * i]!;
      const dy = points[3 * j + 1]! - points[3 * i + 1]!;
      const dz = points[3 * j + 2]! - points[3 * i + 2]!;
      // Never so where there is no depth.
      if (dx * dx + dy * dy + dz * dz <= limit * limit) near.push(j);
    }
  }
}

/** Two unit vectors at right angles to (x, y, z) and to each other. */
function tangents(x: number, y: number, z: number) {
  const length = Math.hypot(x, y, z);
  const [nx, ny, nz] = [x / length, y / length, z / length];
  // (n cross x) or (n cross y), whichever is longer.
  const sideways = Math.abs(nx) < Math.abs(ny) ? [0, nz, -ny] : [-nz, 0, nx];
  const scale = 1 / Math.hypot(...sideways);
  const u = sideways.map((value) => value * scale);
  const v = [ny * u[2]! - nz * u[1]!, nz * u[0]! - nx * u[2]!, nx * u[1]! - ny * u[0]!];
  return { u, v };
}

export const curvature: TaskDefinition = {
  name: "curvature",
  kind: "THREE_D",
  description: "The two principal curvatures of the surface.",
  approximation:
    "Of normals smoothed over 5 x 5 pixels, clipped at 10 per metre. Seven in ten pixels here are flat: most curvature lies in creases, which the smoothing rounds.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "png",
    domain: "principal_curvature",
    suffix: "principal_curvature",
    channels: 3,
    depth: 8,
    maskedByDepth: true,
    // The third channel is unused.
    decode: ({ data }) => ({
      values: fill(new Float32Array((data.length / 3) * 2), (k) => data[3 * (k >> 1) + (k & 1)]! / 255),
      mask: null,
    }),
    render(view) {
      const curvatures = principalCurvatures(view);
      const level = (value: number) => Math.round(127.5 + (127.5 * Math.max(-LIMIT, Math.min(LIMIT, value))) / LIMIT);
      const data = fill(new Uint8Array(3 * view.depth.length), (k) =>
        k % 3 === 2 ? 0 : level(curvatures[2 * Math.floor(k / 3) + (k % 3)]!),
      );
      return raster8(view, 3, data);
    },
  },
  output: { kind: "pixels", channels: 2, loss: "l2" },
};
