import { fill } from "./fill.ts";
import { pointsOf } from "./points.ts";
import { raster8 } from "./raster.ts";
import type { TaskDefinition } from "./task.ts";
import type { RenderedView } from "./view.ts";

/**
 * Lambert's cosine for a light at the camera and a white surface, per pixel: a plane facing the camera gives
 * 1 / sqrt(1 + x^2 + y^2) at the ray (x, y, 1).
 */
export function headlight(view: RenderedView): Float32Array {
  const { normals, distance } = view;
  const points = pointsOf(view);
  return distance.map((metres, i) => {
    if (metres === Number.POSITIVE_INFINITY) return 0;
    let cosine = 0;
    for (let axis = 3 * i; axis < 3 * i + 3; axis++) cosine -= (points[axis]! / metres) * normals[axis]!;
    return Math.max(0, cosine);
  });
}

export const reshade: TaskDefinition = {
  name: "reshade",
  kind: "THREE_D",
  description: "Shading without albedo: Lambert's cosine for a light at the camera.",
  approximation: "No fall-off with distance.",
  defaultRole: "BOTH",
  groundTruth: {
    from: "png",
    domain: "reshading",
    suffix: "reshading",
    channels: 3,
    depth: 8,
    maskedByDepth: true,
    // Three equal channels.
    decode: ({ data }) => ({
      values: fill(new Float32Array(data.length / 3), (i) => data[3 * i]! / 255),
      mask: null,
    }),
    render(view) {
      const grey = headlight(view);
      return raster8(
        view,
        3,
        fill(new Uint8Array(3 * grey.length), (i) => Math.round(255 * grey[Math.floor(i / 3)]!)),
      );
    },
  },
  output: { kind: "pixels", channels: 1, loss: "l1" },
};
