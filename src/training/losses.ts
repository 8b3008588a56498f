import type { Output } from "../tasks/task.ts";
import type { Labels, Shape } from "./data.ts";
import { type Edge, FLOAT, type Graph, INT32 } from "./graph.ts";
import { medians } from "./label-statistics.ts";
import * as op from "./ops.ts";

/** Placeholders of one target's ground truth, shared by all members of a group that aim at it. */
export interface Truth {
  output: Output;
  truth: Edge;
  weights: Edge | null;
}

export const declareTruth = (g: Graph, output: Output, weighted: boolean): Truth => ({
  output,
  truth: op.placeholder(g, output.kind === "segmentation" ? INT32 : FLOAT),
  weights: weighted ? op.placeholder(g) : null,
});

/** Pixels of one patch, that is of one position of the representation; segmentation works at half resolution. */
function patchPixels(output: Output, { imageSize, representation }: Shape): number {
  const side = imageSize / representation.size;
  return output.kind === "segmentation" ? side ** 2 / 4 : side ** 2;
}

/** Numbers that a head puts out at every position. */
export function headColumns(output: Output, shape: Shape): number {
  if (output.kind === "class") return output.classes;
  return patchPixels(output, shape) * (output.kind === "pixels" ? output.channels : output.classes);
}

/** Bias of the head before training: the best constant map, and even odds between classes. */
export function firstBias(labels: Labels, shape: Shape): Float32Array {
  const { output } = labels;
  const bias = new Float32Array(headColumns(output, shape));
  if (output.kind !== "pixels") return bias;
  const best = medians(labels, output.channels);
  return bias.map((_, column) => best[Math.floor(column / patchPixels(output, shape))]!);
}

/**
 * The loss of every image, and the gradient of their sum / `batch` with respect to the prediction: rows of `headColumns` numbers, one
 * row a position (an image for classes).
 */
export function judge(g: Graph, { output, truth, weights }: Truth, shape: Shape, prediction: Edge, batch: number) {
  const share = op.scalar(g, 1 / batch);
  const pixels = patchPixels(output, shape);
  const columns = headColumns(output, shape);
  const positions = shape.representation.size ** 2;
  switch (output.kind) {
    case "class": {
      const { losses, gradient } = op.softmaxCrossEntropy(g, prediction, truth);
      return { losses, gradient: op.multiply(g, gradient, share) };
    }
    case "segmentation": {
      const { losses, gradient } = op.sparseSoftmaxCrossEntropy(
        g,
        op.reshape(g, prediction, -1, output.classes),
        truth,
      );
      const scales = op.reshape(g, op.multiply(g, weights!, share), -1, 1);
      return {
        losses: op.sum(g, op.reshape(g, op.multiply(g, losses, weights!), -1, positions * pixels), 1),
        gradient: op.reshape(g, op.multiply(g, gradient, scales), -1, columns),
      };
    }
    case "pixels": {
      // Channel by channel within a patch, so that a pixel's weight serves every channel.
      const difference = op.reshape(g, op.subtract(g, prediction, truth), -1, output.channels, pixels);
      const scales = weights === null ? op.scalar(g, 1 / (positions * columns)) : op.reshape(g, weights, -1, 1, pixels);
      const weighted = op.multiply(g, op.absolute(g, difference), scales);
      const gradient = op.multiply(g, op.sign(g, difference), op.multiply(g, scales, share));
      return {
        losses: op.sum(g, op.reshape(g, weighted, -1, positions * columns), 1),
        gradient: op.reshape(g, gradient, -1, columns),
      };
    }
  }
}
