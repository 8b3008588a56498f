import { randomOf } from "../domain/random.ts";
import { loadBackend } from "./backend.ts";
import { stack } from "./blocks.ts";
import type { Shape } from "./data.ts";
import { Graph } from "./graph.ts";
import { encoderLayers } from "./networks.ts";
import * as op from "./ops.ts";
import { assignAll, initialise, ParameterSet } from "./parameters.ts";
import { openSession } from "./session.ts";
import { imageStatistics, standardise } from "./standardise.ts";
import { pause, type Watch } from "./watch.ts";
import { decodeWeights, encodeWeights, type WeightArray } from "./weights.ts";

/** Images encoded at a time. */
const CHUNK = 100;

function buildEncoder(shape: Shape, channels: number) {
  const graph = new Graph();
  const input = op.placeholder(graph);
  const parameters = new ParameterSet(graph, "encoder");
  const image = standardise(graph, input, imageStatistics(channels));
  const { output } = stack(graph, parameters.declare, encoderLayers(shape), image, channels, null);
  return { graph, input, parameters: parameters.all, output };
}

/** Representations of n images: n * size * size * channels. `inputs` in the encoder's own form of the image. */
export async function represent(encoder: Uint8Array, inputs: Float32Array, watch: Watch = {}): Promise<Float32Array> {
  const { shape, arrays } = decodeWeights(encoder);
  const channels = arrays[0]!.shape[2]!;
  const { graph, input, parameters, output } = buildEncoder(shape, channels);
  const start = assignAll(graph, parameters);
  const { imageSize, representation } = shape;
  const perImage = imageSize ** 2 * channels;
  const count = inputs.length / perImage;
  const perResult = representation.size ** 2 * representation.channels;
  const results = new Float32Array(count * perResult);
  const session = await openSession(await loadBackend(), graph);
  try {
    session.run(Object.fromEntries(parameters.map(({ initial }, i) => [initial, arrays[i]!])), [start]);
    for (let from = 0; from < count; from += CHUNK) {
      await pause(watch, from / count);
      const images = Math.min(CHUNK, count - from);
      const values = inputs.slice(from * perImage, (from + images) * perImage);
      const [encoded] = session.run({ [input]: { values, shape: [images, imageSize, imageSize, channels] } }, [output]);
      results.set(encoded!, from * perResult);
    }
  } finally {
    session.close();
  }
  watch.progress?.(1);
  return results;
}

/** An untrained encoder (the control `random`): the initialisation rule of every network, with a seed of its own. */
export function randomEncoder(shape: Shape, seed: number): Uint8Array {
  const arrays = buildEncoder(shape, 3).parameters.map(({ name, shape }): WeightArray => {
    return { name, shape, values: initialise({ name, shape }, randomOf("weights", seed, "random", name)) };
  });
  return encodeWeights({ shape, arrays });
}
