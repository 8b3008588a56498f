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

/** Of numbers that go channel by channel. A channel that hardly varies is not blown up. */
export function statisticsOf(values: Float32Array, channels: number): Statistics {
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  values.forEach((value, i) => {
    sums[i % channels]! += value;
    squares[i % channels]! += value * value;
  });
  const count = values.length / channels;
  const mean = sums.map((sum) => sum / count);
  const scale = squares.map((square, c) => 1 / Math.sqrt(Math.max(square / count - mean[c]! ** 2, 0) + 1e-6));
  return { mean, scale };
}
