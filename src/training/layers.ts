import type { Edge, Graph } from "./graph.ts";
import * as op from "./ops.ts";
import type { Parameter } from "./parameters.ts";

/** What a layer puts out, and its backward pass: from the gradient of its output to that of its input. */
export interface Layer {
  output: Edge;
  back(gradient: Edge): Edge;
}

/** The parameter of this name and shape, made on first use. */
export type Declare = (name: string, shape: number[]) => Parameter;

/** Layers one after another, each made from the output of the one before. */
export function chain(input: Edge, makers: ((input: Edge) => Layer)[]): Layer {
  const layers: Layer[] = [];
  for (const make of makers) layers.push(make(layers.at(-1)?.output ?? input));
  return {
    output: layers.at(-1)?.output ?? input,
    back: (gradient) => layers.reduceRight((inner, layer) => layer.back(inner), gradient),
  };
}

/** A 1x1 convolution: batch x height x width x inChannels to rows of `columns` numbers, one row a position. */
export function project(g: Graph, declare: Declare, input: Edge, inChannels: number, columns: number): Layer {
  const weights = declare("head/kernel", [inChannels, columns]);
  const bias = declare("head/bias", [columns]);
  const rows = op.reshape(g, input, -1, inChannels);
  return {
    output: op.biasAdd(g, op.matMul(g, rows, weights.value), bias.value),
    back(gradient) {
      bias.gradient = op.biasAddGrad(g, gradient);
      weights.gradient = op.matMul(g, rows, gradient, { a: true });
      return op.reshapeLike(g, op.matMul(g, gradient, weights.value, { b: true }), input);
    },
  };
}

/** Mean over positions: batch x side x side x channels to batch x 1 x 1 x channels. */
export function pool(g: Graph, input: Edge, side: number, channels: number): Layer {
  return {
    output: op.reshape(g, op.mean(g, input, 1, 2), -1, 1, 1, channels),
    back: (gradient) =>
      op.broadcastTo(g, op.multiply(g, gradient, op.scalar(g, 1 / (side * side))), op.shapeOf(g, input)),
  };
}

/** Rows of numbers of mean 0 and variance 1 to those of the mean and deviation that are kept among the parameters. */
export function rescale(g: Graph, declare: Declare, input: Edge, columns: number): Layer {
  const mean = declare("head/mean", [columns]);
  const deviation = declare("head/deviation", [columns]);
  return {
    output: op.add(g, op.multiply(g, input, deviation.value), mean.value),
    back: (gradient) => op.multiply(g, gradient, deviation.value),
  };
}

/**
 * The views of every example side by side: (views * batch) x side x side x channels, one view of the whole batch after another, to batch x side x
 * side x (views * channels).
 */
export function mergeViews(g: Graph, input: Edge, views: number, side: number, channels: number): Layer {
  const apart = op.reshape(g, input, views, -1, side, side, channels);
  return {
    output: op.reshape(g, op.transpose(g, apart, 1, 2, 3, 0, 4), -1, side, side, views * channels),
    back(gradient) {
      const merged = op.reshape(g, gradient, -1, side, side, views, channels);
      return op.reshape(g, op.transpose(g, merged, 3, 0, 1, 2, 4), -1, side, side, channels);
    },
  };
}
