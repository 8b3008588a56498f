import type { Output } from "../../tasks/task.ts";
import { patchPixels } from "../data.ts";
import { balance } from "../label-statistics.ts";
import { project } from "../layers.ts";
import * as op from "../ops.ts";
import { halfOrder, rearrange, requireSize, weigh } from "../targets.ts";
import type { OutputKind } from "./kind.ts";

/** A class a pixel at half resolution; cross-entropy over valid pixels, classes weighted by inverse frequency. */
export const segmentation: OutputKind<Extract<Output, { kind: "segmentation" }>> = {
  stride: 2,
  ids: true,
  kernelScale: 0,
  patch: ({ classes }, shape) => ({ side: Math.sqrt(patchPixels(shape, 2)), channels: classes, channelsFirst: false }),
  columns: ({ classes }, shape) => patchPixels(shape, 2) * classes,
  head: (g, declare, output, shape, channels) => [
    (x) => project(g, declare, x, channels, segmentation.columns(output, shape)),
  ],
  // Even odds between classes.
  start: () => ({}),
  arrange(labels, { imageSize, representation }) {
    requireSize(labels, imageSize ** 2, imageSize);
    const order = halfOrder(imageSize, representation.size);
    const ids = rearrange(labels, order, Int32Array);
    const classWeights = balance(labels, labels.output.classes);
    const weights = weigh(labels, order, (place) => classWeights[ids[place]!] ?? 0);
    // Where the weight is 0 the id may be out of range, which TensorFlow refuses.
    weights.values.forEach((weight, place) => {
      if (weight === 0) ids[place] = 0;
    });
    return { truth: { values: ids, perRow: order.length }, weights };
  },
  judge(g, { truth, weights }, output, shape, prediction, batch) {
    const logits = op.reshape(g, prediction, -1, output.classes);
    const { losses, gradient } = op.sparseSoftmaxCrossEntropy(g, logits, truth);
    const scales = op.reshape(g, op.multiply(g, weights!, op.scalar(g, 1 / batch)), -1, 1);
    const perImage = shape.representation.size ** 2 * patchPixels(shape, 2);
    return {
      losses: op.sum(g, op.reshape(g, op.multiply(g, losses, weights!), -1, perImage), 1),
      gradient: op.reshape(g, op.multiply(g, gradient, scales), -1, segmentation.columns(output, shape)),
    };
  },
};
