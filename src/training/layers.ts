import type { Edge, Graph } from "./graph.ts";
import * as op from "./ops.ts";
import type { Parameter } from "./parameters.ts";

/** What a layer puts out, and its backward pass: from the gradient of its output to that of its input. */
export interface Layer {
  output: Edge;
  back(gradient: Edge): Edge;
}

/** Makes a parameter of this name and shape. */
export type Declare = (name: string, shape: number[]) => Parameter;

/** A square convolution, zero-padded so that only the stride shrinks the map. */
export interface Convolution {
  name: string;
  kernel: number;
  stride: number;
  channels: number;
  relu: boolean;
}

/** `input`: batch x height x width x inChannels. */
function convolve(g: Graph, declare: Declare, layer: Convolution, input: Edge, inChannels: number): Layer {
  const { name, kernel, stride, channels } = layer;
  const filter = declare(`${name}/kernel`, [kernel, kernel, inChannels, channels]);
  const bias = declare(`${name}/bias`, [channels]);
  const linear = op.biasAdd(g, op.conv2D(g, input, filter.value, stride), bias.value);
  const output = layer.relu ? op.leakyRelu(g, linear) : linear;
  return {
    output,
    back(gradient) {
      const inner = layer.relu ? op.leakyReluGrad(g, gradient, output) : gradient;
      bias.gradient = op.biasAddGrad(g, inner);
      filter.gradient = op.conv2DBackpropFilter(g, input, filter.shape, inner, stride);
      return op.conv2DBackpropInput(g, op.shapeOf(g, input), filter.value, inner, stride);
    },
  };
}

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

/** Convolutions one after another. */
export function stack(g: Graph, declare: Declare, layers: Convolution[], input: Edge, inChannels: number): Layer {
  const built: Layer[] = [];
  let output = input;
  let channels = inChannels;
  for (const layer of layers) {
    built.push(convolve(g, declare, layer, output, channels));
    output = built.at(-1)!.output;
    channels = layer.channels;
  }
  return { output, back: (gradient) => built.reduceRight((inner, layer) => layer.back(inner), gradient) };
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
