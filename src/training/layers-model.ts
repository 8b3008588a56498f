import type { LayersModel, SymbolicTensor, Tensor } from "@tensorflow/tfjs-node";
import type { Output } from "../tasks/task.ts";
import { loadBackend } from "./backend.ts";
import type { Block } from "./blocks.ts";
import type { Convolution } from "./convolution.ts";
import type { Shape } from "./data.ts";
import { headShape } from "./networks.ts";
import { kindOf } from "./outputs/kinds.ts";
import type { Statistics } from "./standardise.ts";
import type { WeightArray } from "./weights.ts";

type TensorFlow = typeof import("@tensorflow/tfjs-node");

/** A network of ours, as plain data. */
export interface Network {
  /** Maps of `side x side x channels`, concatenated along channels. */
  inputs: { name: string; side: number; channels: number; statistics: Statistics }[];
  layers: Block[];
  weights: WeightArray[];
  shape: Shape;
  /** Null: the last layer's map is the output, as of an encoder. */
  output: Output | null;
}

/**
 * The network as a layers model of TensorFlow.js, which needs none of this program to run: evaluation only, its inputs not standardised,
 * maps in the usual order (height, width, channels). Dispose it after use.
 */
export async function layersModel(network: Network): Promise<LayersModel> {
  const { tf } = await loadBackend();
  const inputs = network.inputs.map(({ name, side, channels }) => tf.input({ name, shape: [side, side, channels] }));
  const build = new Builder(tf, network.weights);
  const standardised = inputs.map((input, i) => build.standardise(input, network.inputs[i]!));
  let x = standardised.length === 1 ? standardised[0]! : build.concatenate(standardised);
  x = build.stack(x, network.layers);
  if (network.output !== null) x = build.predict(x, network.output, headShape(network.shape, network.output));
  const model = tf.model({ inputs, outputs: x });
  build.setWeights(model);
  return model;
}

/** Adds layers, and remembers the weights to be set once they are a model. */
class Builder {
  private readonly arrays: Map<string, WeightArray>;
  private readonly weights = new Map<string, { values: Float32Array; shape: number[] }[]>();

  constructor(
    private readonly tf: TensorFlow,
    weights: WeightArray[],
  ) {
    this.arrays = new Map(weights.map((array) => [array.name, array]));
  }

  standardise(x: SymbolicTensor, { name, channels, statistics }: Network["inputs"][number]): SymbolicTensor {
    const { mean, scale } = statistics;
    const shift = Float32Array.from(mean, (value, channel) => -value * scale[channel]!);
    this.weights.set(`${name}_standardise`, [
      { values: Float32Array.from(scale), shape: [1, 1, channels, 1] },
      { values: shift, shape: [channels] },
    ]);
    return this.tf.layers.depthwiseConv2d({ name: `${name}_standardise`, kernelSize: 1 }).apply(x) as SymbolicTensor;
  }

  concatenate(parts: SymbolicTensor[]): SymbolicTensor {
    return this.tf.layers.concatenate({ name: "sources" }).apply(parts) as SymbolicTensor;
  }

  stack(x: SymbolicTensor, blocks: Block[]): SymbolicTensor {
    return blocks.reduce((input, block) => {
      if (!("branch" in block)) return this.convolve(input, block);
      const shortcut = block.shortcut ? this.convolve(input, block.shortcut) : input;
      const sum = this.tf.layers.add().apply([this.stack(input, block.branch), shortcut]);
      return this.unit(sum as SymbolicTensor);
    }, x);
  }

  private convolve(x: SymbolicTensor, layer: Convolution): SymbolicTensor {
    const { name: path, kernel, stride, channels, transposed = false, end } = layer;
    const { layers } = this.tf;
    const name = path.replaceAll("/", "_");
    const useBias = end === "bias";
    const config = { name, filters: channels, kernelSize: kernel, strides: stride, padding: "same" as const, useBias };
    const map = (transposed ? layers.conv2dTranspose(config) : layers.conv2d(config)).apply(x) as SymbolicTensor;
    this.weights.set(name, this.named([`${path}/kernel`, ...(useBias ? [`${path}/bias`] : [])]));
    if (useBias) return map;
    const norm = layers.batchNormalization({ name: `${name}_norm`, epsilon: 1e-3, scale: false });
    this.weights.set(`${name}_norm`, this.named([`${path}/offset`, `${path}/mean`, `${path}/variance`]));
    const normal = norm.apply(map) as SymbolicTensor;
    return end === "unit" ? this.unit(normal) : normal;
  }

  private unit(x: SymbolicTensor): SymbolicTensor {
    return this.tf.layers.leakyReLU({ alpha: 0.1 }).apply(x) as SymbolicTensor;
  }

  predict(x: SymbolicTensor, output: Output, shape: Shape): SymbolicTensor {
    const { layers } = this.tf;
    const [kernel, bias] = this.head();
    const [inChannels, units] = kernel.shape as [number, number];
    const patch = kindOf(output).patch(output, shape);
    if (patch === null) {
      this.weights.set("head", [kernel, bias]);
      const pooled = layers.globalAveragePooling2d({ name: "pool", dataFormat: "channelsLast" }).apply(x);
      return layers.dense({ name: "head", units }).apply(pooled) as SymbolicTensor;
    }
    this.weights.set("head", [{ values: kernel.values, shape: [1, 1, inChannels, units] }, bias]);
    const rows = layers.conv2d({ name: "head", filters: units, kernelSize: 1 }).apply(x);
    const { side, channels, channelsFirst } = patch;
    const places = shape.representation.size;
    const within = channelsFirst ? [channels, side, side] : [side, side, channels];
    const patches = layers.reshape({ name: "patches", targetShape: [places, places, ...within] }).apply(rows);
    // Row of patches, row within, column of patches, column within, channel.
    const dims = channelsFirst ? [1, 4, 2, 5, 3] : [1, 3, 2, 4, 5];
    const sorted = layers.permute({ name: "sorted", dims }).apply(patches);
    const targetShape = [places * side, places * side, channels];
    return layers.reshape({ name: "map", targetShape }).apply(sorted) as SymbolicTensor;
  }

  /** Kernel and bias of the head; the scale and shift of a vector's numbers become part of them. */
  private head(): [WeightArray, WeightArray] {
    const [kernel, bias] = this.named(["head/kernel", "head/bias"]) as [WeightArray, WeightArray];
    const [mean, deviation] = ["head/mean", "head/deviation"].map((name) => this.arrays.get(name)?.values);
    if (mean === undefined || deviation === undefined) return [kernel, bias];
    return [
      { ...kernel, values: kernel.values.map((value, i) => value * deviation[i % deviation.length]!) },
      { ...bias, values: bias.values.map((value, i) => value * deviation[i]! + mean[i]!) },
    ];
  }

  private named(names: string[]): WeightArray[] {
    return names.map((name) => this.arrays.get(name)!);
  }

  setWeights(model: LayersModel): void {
    this.tf.tidy(() => {
      for (const [name, arrays] of this.weights) {
        const tensors = arrays.map(({ values, shape }): Tensor => this.tf.tensor(values, shape));
        model.getLayer(name).setWeights(tensors);
      }
    });
  }
}
