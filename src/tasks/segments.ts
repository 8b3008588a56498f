import { fill } from "./fill.ts";
import type { Output, Raster } from "./task.ts";

/** What both kinds of unsupervised segments share: files of segment ids, and embeddings that tell segments apart. */
export const segmentFiles = {
  from: "png" as const,
  channels: 1 as const,
  depth: 8 as const,
  decode: ({ data }: Raster) => ({ values: fill(new Float32Array(data.length), (i) => data[i]!), mask: null }),
};

export const segmentOutput: Output = { kind: "embedding", dimensions: 8, loss: "pairwise" };
