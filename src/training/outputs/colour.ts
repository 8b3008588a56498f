import { patchPixels } from "../data.ts";
import type { Edge, Graph } from "../graph.ts";
import { project } from "../layers.ts";
import * as op from "../ops.ts";
import { patchOrder, rearrange, requireSize } from "../targets.ts";
import { affine, bestLogits, type Colour, nearest, rarities } from "./colour-bins.ts";
import type { OutputKind } from "./kind.ts";

/**
 * A distribution over bins of colour a pixel, at a quarter of the resolution (Zhang, Isola, Efros 2016). The truth is two numbers a pixel, a and b,
 * shared among the bins by exp(-distance^2 / 2 spread^2). Cross-entropy, each pixel weighted by the rarity of the bin nearest to it.
 */
export const colour: OutputKind<Colour> = {
  stride: 4,
  ids: false,
  kernelScale: 0,
  patch: ({ bins }, shape) => ({ side: Math.sqrt(patchPixels(shape, 4)), channels: bins.length, channelsFirst: false }),
  columns: ({ bins }, shape) => patchPixels(shape, 4) * bins.length,
  head: (g, declare, output, shape, channels) => [
    (x) => project(g, declare, x, channels, colour.columns(output, shape)),
  ],
  start(labels, shape) {
    const best = bestLogits(labels);
    const bias = new Float32Array(colour.columns(labels.output, shape));
    return { "head/bias": bias.map((_, column) => best[column % best.length]!) };
  },
  arrange(labels, { imageSize, representation }) {
    const side = imageSize / 4;
    requireSize(labels, 2 * side ** 2, imageSize);
    const pixels = patchOrder(side, 1, representation.size);
    const order = Int32Array.from({ length: 2 * pixels.length }, (_, i) => 2 * pixels[i >> 1]! + (i & 1));
    const values = rearrange(labels, order, Float32Array);
    const { bins } = labels.output;
    const rarity = rarities(labels);
    const weights = new Float32Array(values.length / 2);
    for (let i = 0; i < weights.length; i++) {
      weights[i] = rarity[nearest(bins, values[2 * i]!, values[2 * i + 1]!)]! / pixels.length;
    }
    return { truth: { values, perRow: order.length }, weights: { values: weights, perRow: pixels.length } };
  },
  judge(g, { truth, weights }, output, shape, prediction, batch) {
    const logits = op.reshape(g, prediction, -1, output.bins.length);
    const { losses, gradient } = op.softmaxCrossEntropy(g, logits, shared(g, truth, output));
    const scales = op.reshape(g, op.multiply(g, weights!, op.scalar(g, 1 / batch)), -1, 1);
    const perImage = shape.representation.size ** 2 * patchPixels(shape, 4);
    return {
      losses: op.sum(g, op.reshape(g, op.multiply(g, losses, weights!), -1, perImage), 1),
      gradient: op.reshape(g, op.multiply(g, gradient, scales), -1, colour.columns(output, shape)),
    };
  },
};

/** Rows of shares of the bins, from a and b of every pixel one after another. */
function shared(g: Graph, truth: Edge, output: Colour): Edge {
  const { slopes, offsets } = affine(output);
  const matrix = op.reshape(g, op.floats(g, slopes.flat()), 2, output.bins.length);
  return op.softmax(g, op.biasAdd(g, op.matMul(g, op.reshape(g, truth, -1, 2), matrix), op.floats(g, offsets)));
}
