import type { Edge, Graph } from "./graph.ts";
import * as op from "./ops.ts";

/** Mean and reciprocal of the standard deviation, by channel. */
export interface Statistics {
  mean: ArrayLike<number>;
  scale: ArrayLike<number>;
}

/** Images are in [0, 1]; about this brings them to mean 0 and variance 1. */
export const imageStatistics = (channels: number): Statistics => ({
  mean: new Array(channels).fill(0.5),
  scale: new Array(channels).fill(4),
});

export const standardise = (g: Graph, input: Edge, { mean, scale }: Statistics): Edge =>
  op.multiply(g, op.subtract(g, input, op.floats(g, mean)), op.floats(g, scale));
