import type { Edge, Graph } from "./graph.ts";
import { chain, type Declare, type Layer } from "./layers.ts";
import * as op from "./ops.ts";

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
