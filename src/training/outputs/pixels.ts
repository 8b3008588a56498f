import type { Output } from "../../tasks/task.ts";
import { patchPixels } from "../data.ts";
import type { Edge, Graph } from "../graph.ts";
import { bestConstants } from "../label-statistics.ts";
import { project } from "../layers.ts";
import * as op from "../ops.ts";
import { patchOrder, rearrange, requireSize, weigh } from "../targets.ts";
import type { OutputKind } from "./kind.ts";

/** Maps at full resolution; mean absolute or squared error over valid pixels. Within a patch the numbers go channel by channel. */
export const pixels: OutputKind<Extract<Output, { kind: "pixels" }>> = {
  stride: 1,
  ids: false,
  kernelScale: 0,
  patch: ({ channels }, shape) => ({ side: Math.sqrt(patchPixels(shape, 1)), channels, channelsFirst: true }),
  columns: ({ channels }, shape) => patchPixels(shape, 1) * channels,
  head: (g, declare, output, shape, channels) => [
    (x) => project(g, declare, x, channels, pixels.columns(output, shape)),
  ],
  start(labels, shape) {
    const best = bestConstants(labels, labels.output.channels, labels.output.loss);
    const bias = new Float32Array(pixels.columns(labels.output, shape));
    return { "head/bias": bias.map((_, column) => best[Math.floor(column / patchPixels(shape, 1))]!) };
  },
  arrange(labels, { imageSize, representation }, masked) {
    const { channels } = labels.output;
    requireSize(labels, imageSize ** 2 * channels, imageSize);
    const order = patchOrder(imageSize, channels, representation.size);
    const weights = masked ? weigh(labels, patchOrder(imageSize, 1, representation.size), () => 1 / channels) : null;
    return { truth: { values: rearrange(labels, order, Float32Array), perRow: order.length }, weights };
  },
  judge(g, { truth, weights }, output, shape, prediction, batch) {
    const pixelsOfPatch = patchPixels(shape, 1);
    const columns = pixels.columns(output, shape);
    const numbers = shape.representation.size ** 2 * columns;
    // Channel by channel within a patch, so that a pixel's weight serves every channel.
    const byPixel = [-1, output.channels, pixelsOfPatch] as const;
    const difference = op.subtract(g, op.reshape(g, prediction, ...byPixel), op.reshape(g, truth, ...byPixel));
    const scales = weights === null ? op.scalar(g, 1 / numbers) : op.reshape(g, weights, -1, 1, pixelsOfPatch);
    const { error, slope } = errorOf(g, output.loss, difference);
    const gradient = op.multiply(g, slope, op.multiply(g, scales, op.scalar(g, 1 / batch)));
    return {
      losses: op.sum(g, op.reshape(g, op.multiply(g, error, scales), -1, numbers), 1),
      gradient: op.reshape(g, gradient, -1, columns),
    };
  },
};

function errorOf(g: Graph, loss: "l1" | "l2", difference: Edge): { error: Edge; slope: Edge } {
  if (loss === "l1") return { error: op.absolute(g, difference), slope: op.sign(g, difference) };
  return { error: op.multiply(g, difference, difference), slope: op.multiply(g, difference, op.scalar(g, 2)) };
}
