import { type Edge, type Graph, INT32 } from "./graph.ts";
import type { Declare, Layer } from "./layers.ts";
import * as op from "./ops.ts";

/** A square convolution, zero-padded so that only the stride shrinks the map. */
export interface Convolution {
  name: string;
  kernel: number;
  stride: number;
  channels: number;
  /** Transposed: the stride enlarges the map. */
  transposed?: boolean;
  /** What follows: a bias, batch normalisation (its offset is the bias), or batch normalisation and a leaky unit. */
  end: "bias" | "normal" | "unit";
}

/** How batch normalisation works in a pass: by the batch, blending its statistics into the running ones; or (null) by those. */
export type Normalisation = { blend: Edge } | null;

/** The layers of a convolution, by their input: batch x height x width x inChannels. */
export function convolution(
  g: Graph,
  declare: Declare,
  layer: Convolution,
  inChannels: number,
  normalisation: Normalisation,
): ((input: Edge) => Layer)[] {
  return [
    (x) => (layer.transposed ? deconvolve : convolve)(g, declare, layer, x, inChannels),
    (x) => (layer.end === "bias" ? addBias : normalise)(g, declare, layer, x, normalisation),
    ...(layer.end === "unit" ? [(x: Edge) => leakyUnit(g, x)] : []),
  ];
}

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

/** What takes the gradient of a convolution back to its input takes a map forwards to a larger one, and the other way round. */
function deconvolve(g: Graph, declare: Declare, layer: Convolution, input: Edge, inChannels: number): Layer {
  const { name, kernel, stride, channels } = layer;
  const filter = declare(`${name}/kernel`, [kernel, kernel, channels, inChannels]);
  const larger = op.multiply(g, op.shapeOf(g, input), op.integers(g, 1, stride, stride, 0), INT32);
  const shape = op.add(g, larger, op.integers(g, 0, 0, 0, channels), INT32);
  return {
    output: op.conv2DBackpropInput(g, shape, filter.value, input, stride),
    back(gradient) {
      filter.gradient = op.conv2DBackpropFilter(g, gradient, filter.shape, input, stride);
      return op.conv2D(g, gradient, filter.value, stride);
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

/** Batch normalisation with an offset (no gain: the next kernel has one). */
function normalise(g: Graph, declare: Declare, layer: Convolution, input: Edge, normalisation: Normalisation): Layer {
  const { name, channels } = layer;
  const gain = op.floats(g, new Array(channels).fill(1));
  const [offset, mean, variance] = ["offset", "mean", "variance"].map((what) => declare(`${name}/${what}`, [channels]));
  if (normalisation === null) {
    const output = op.normalise(g, input, gain, offset!.value, mean!.value, variance!.value);
    return { output, back: () => fail() };
  }
  const batch = op.batchNorm(g, input, gain, offset!.value);
  const blend = (running: Edge, now: Edge) =>
    op.add(g, running, op.multiply(g, normalisation.blend, op.subtract(g, now, running)));
  mean!.next = blend(mean!.value, batch.mean);
  variance!.next = blend(variance!.value, batch.variance);
  return {
    output: batch.output,
    back(gradient) {
      const inner = op.batchNormGrad(g, gradient, input, gain, batch.reserved);
      offset!.gradient = inner.offset;
      return inner.input;
    },
  };
}

const fail = (): never => {
  throw new Error("a pass for evaluation has no backward pass");
};

export function leakyUnit(g: Graph, input: Edge): Layer {
  const output = op.leakyRelu(g, input);
  return { output, back: (gradient) => op.leakyReluGrad(g, gradient, output) };
}
