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

/** A square convolution, zero-padded so that only the stride shrinks the map. */
export interface Convolution {
  name: string;
  kernel: number;
  stride: number;
  channels: number;
  relu: boolean;
}

/** How batch normalisation works in a pass: by the batch, blending its statistics into the running ones; or (null) by those. */
export type Normalisation = { blend: Edge } | null;

/** A linear convolution. `input`: batch x height x width x inChannels. */
function convolve(g: Graph, declare: Declare, layer: Convolution, input: Edge, inChannels: number): Layer {
  const { name, kernel, stride, channels } = layer;
  const filter = declare(`${name}/kernel`, [kernel, kernel, inChannels, channels]);
  return {
    output: op.conv2D(g, input, filter.value, stride),
    back(gradient) {
      filter.gradient = op.conv2DBackpropFilter(g, input, filter.shape, gradient, stride);
      return op.conv2DBackpropInput(g, op.shapeOf(g, input), filter.value, gradient, stride);
    },
  };
}

function addBias(g: Graph, declare: Declare, { name, channels }: Convolution, input: Edge): Layer {
  const bias = declare(`${name}/bias`, [channels]);
  return {
    output: op.biasAdd(g, input, bias.value),
    back(gradient) {
      bias.gradient = op.biasAddGrad(g, gradient);
      return gradient;
    },
  };
}

/** Batch normalisation with an offset (no gain: the next kernel has one) and a leaky unit. */
function activate(g: Graph, declare: Declare, layer: Convolution, input: Edge, normalisation: Normalisation): Layer {
  const { name, channels } = layer;
  const gain = op.floats(g, new Array(channels).fill(1));
  const [offset, mean, variance] = ["offset", "mean", "variance"].map((what) => declare(`${name}/${what}`, [channels]));
  if (normalisation === null) {
    const normal = op.normalise(g, input, gain, offset!.value, mean!.value, variance!.value);
    return { output: op.leakyRelu(g, normal), back: () => fail() };
  }
  const batch = op.batchNorm(g, input, gain, offset!.value);
  const output = op.leakyRelu(g, batch.output);
  const blend = (running: Edge, now: Edge) =>
    op.add(g, running, op.multiply(g, normalisation.blend, op.subtract(g, now, running)));
  mean!.next = blend(mean!.value, batch.mean);
  variance!.next = blend(variance!.value, batch.variance);
  return {
    output,
    back(gradient) {
      const inner = op.batchNormGrad(g, op.leakyReluGrad(g, gradient, output), input, gain, batch.reserved);
      offset!.gradient = inner.offset;
      return inner.input;
    },
  };
}

const fail = (): never => {
  throw new Error("a pass for evaluation has no backward pass");
};

/** Layers one after another, each made from the output of the one before. */
export function chain(input: Edge, makers: ((input: Edge) => Layer)[]): Layer {
  const layers: Layer[] = [];
  for (const make of makers) layers.push(make(layers.at(-1)?.output ?? input));
  return {
    output: layers.at(-1)?.output ?? input,
    back: (gradient) => layers.reduceRight((inner, layer) => layer.back(inner), gradient),
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
export function stack(
  g: Graph,
  declare: Declare,
  convolutions: Convolution[],
  input: Edge,
  inChannels: number,
  normalisation: Normalisation,
): Layer {
  const makers = convolutions.flatMap((layer, i) => {
    const from = convolutions[i - 1]?.channels ?? inChannels;
    return [
      (x: Edge) => convolve(g, declare, layer, x, from),
      (x: Edge) => (layer.relu ? activate(g, declare, layer, x, normalisation) : addBias(g, declare, layer, x)),
    ];
  });
  return chain(input, makers);
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
