import { bend, edgeOf } from "./edge3d.ts";
import { fill } from "./fill.ts";
import { graphSegments } from "./graph-segments.ts";
import { raster8 } from "./raster.ts";
import { segmentFiles, segmentOutput } from "./segments.ts";
import type { TaskDefinition } from "./task.ts";
import type { RenderedView } from "./view.ts";

/** How much a full occlusion edge, a step over the whole range of encoded depth, and opposite normals count (method section 7). */
const WEIGHTS = { occlusion: 10, depth: 2, normal: 1 };
/** Preference for large segments, in units of these weights. */
const SCALE = 1;

/** Segments without occlusion, steps in depth, or creases inside. */
export function surfaceSegments({
  depth,
  normals,
  size,
}: Pick<RenderedView, "depth" | "normals" | "size">): Uint8Array {
  const inverse = depth.map((z) => 1 / z);
  const encoded = fill(new Float32Array(depth.length), (i) =>
    Math.min(1, Math.log1p(512 * depth[i]!) / Math.log(65536)),
  );
  return graphSegments(size, SCALE, (i, j) => {
    let square = 0;
    for (let axis = 0; axis < 3; axis++) square += (normals[3 * i + axis]! - normals[3 * j + axis]!) ** 2;
    const turn = Math.sqrt(square) / 2;
    const step = Math.abs(encoded[i]! - encoded[j]!);
    return WEIGHTS.occlusion * occlusion(inverse, size, i, j) + WEIGHTS.depth * step + WEIGHTS.normal * turn;
  });
}

/**
 * How much of an occlusion edge runs between two neighbours, [0, 1]: inverse depth, linear on a plane, bends at both of
 * them. At the border there is one to look at; across a corner of the image none, and no merging there.
 */
function occlusion(inverse: Float32Array, size: number, i: number, j: number): number {
  const step = j - i;
  const before = neighbour(size, i, -step);
  const after = neighbour(size, j, step);
  const first = before === null ? Number.POSITIVE_INFINITY : bend(inverse[before]!, inverse[i]!, inverse[j]!);
  const second = after === null ? Number.POSITIVE_INFINITY : bend(inverse[i]!, inverse[j]!, inverse[after]!);
  return edgeOf(Math.min(first, second));
}

/** The pixel a step further, or null outside of the image. */
function neighbour(size: number, i: number, step: number): number | null {
  const to = i + step;
  const isInside = to >= 0 && to < size * size && Math.abs((to % size) - (i % size)) <= 1;
  return isInside ? to : null;
}

export const segment25d: TaskDefinition = {
  name: "segment25d",
  kind: "THREE_D",
  description: "Unsupervised segments by occlusion edges, depth and normals, as pixel embeddings.",
  approximation:
    "Felzenszwalb and Huttenlocher's graph-based segments; edges of the graph weigh occlusion, depth and normals by 10, 2 and 1.",
  defaultRole: "BOTH",
  groundTruth: {
    ...segmentFiles,
    domain: "segment_unsup25d",
    suffix: "segment_unsup25d",
    render: (view) => raster8(view, 1, surfaceSegments(view)),
  },
  output: segmentOutput,
};
