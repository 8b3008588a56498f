import type { Output } from "../../tasks/task.ts";
import { pool, project, rescale } from "../layers.ts";
import * as op from "../ops.ts";
import { statisticsOf } from "../standardise.ts";
import { images } from "../targets.ts";
import type { OutputKind } from "./kind.ts";

/**
 * Numbers of an image in their own units, from pooled features. The head works in numbers of mean 0 and variance 1 over the training labels;
 * mean and deviation are constants among its parameters, so that a prediction is in the labels' units. An error is divided by the labels'
 * standard deviation d, then
 *
 * - robustL2: mean over the numbers of sqrt(1 + e^2) - 1, the pseudo-Huber loss (Charbonnier et al. 1997), e^2 / 2 for small errors,
 * - l2: mean of e^2.
 */
export const vector: OutputKind<Extract<Output, { kind: "vector" }>> = {
  stride: null,
  ids: false,
  kernelScale: 0,
  patch: () => null,
  columns: ({ size }) => size,
  head: (g, declare, { size }, { representation }, channels) => [
    (x) => pool(g, x, representation.size, channels),
    (x) => project(g, declare, x, channels, size),
    (x) => rescale(g, declare, x, size),
  ],
  start({ values, output }) {
    const { mean, scale } = statisticsOf(values, output.size);
    return { "head/mean": Float32Array.from(mean), "head/deviation": Float32Array.from(scale, (s) => 1 / s) };
  },
  arrange({ values, output: { size } }) {
    const truth = { values, perRow: size };
    const { scale } = statisticsOf(values, size);
    const weights = Float32Array.from({ length: images(truth) * size }, (_, i) => scale[i % size]!);
    return { truth, weights: { values: weights, perRow: size } };
  },
  judge(g, truth, { size, loss }, _, prediction, batch) {
    const weights = op.reshape(g, truth.weights!, -1, size);
    const difference = op.subtract(g, prediction, op.reshape(g, truth.truth, -1, size));
    const error = op.multiply(g, difference, weights);
    const share = op.scalar(g, 1 / (size * batch));
    const square = op.multiply(g, error, error);
    if (loss === "l2") {
      const gradient = op.multiply(g, op.multiply(g, error, weights), op.multiply(g, share, op.scalar(g, 2)));
      return { losses: op.mean(g, square, 1), gradient };
    }
    const one = op.scalar(g, 1);
    const root = op.squareRoot(g, op.add(g, square, one));
    // e^2 / (1 + root) is root - 1 without cancellation.
    return {
      losses: op.mean(g, op.divide(g, square, op.add(g, root, one)), 1),
      gradient: op.multiply(g, op.multiply(g, op.divide(g, error, root), weights), share),
    };
  },
};
