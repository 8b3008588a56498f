import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadBackend } from "../../src/training/backend.ts";
import type { Block } from "../../src/training/blocks.ts";
import type { Convolution } from "../../src/training/convolution.ts";
import { trainGroup } from "../../src/training/group.ts";
import { layersModel, type Network } from "../../src/training/layers-model.ts";
import { encoderLayers, readoutLayers } from "../../src/training/networks.ts";
import { represent } from "../../src/training/represent.ts";
import { imageStatistics } from "../../src/training/standardise.ts";
import { trainNetwork } from "../../src/training/train-network.ts";
import { trainReadouts } from "../../src/training/train-readouts.ts";
import { decodeWeights } from "../../src/training/weights.ts";
import {
  average,
  classLabels,
  classMapLabels,
  noise,
  pixelLabels,
  SCHEDULE,
  SHAPE,
  squares,
  vectorLabels,
} from "./fixtures.ts";

const [TRAIN, TEST] = [24, 12];
const split = <T>(make: (count: number) => T) => ({ train: make(TRAIN), test: make(TEST) });
const FLOATS = 4 * 4 * 2;

/** What the model says once it was saved and loaded by TensorFlow.js alone. */
async function predict(network: Network, inputs: Float32Array[]): Promise<Float32Array> {
  const { tf } = await loadBackend();
  const folder = await mkdtemp(join(tmpdir(), "layers-model-"));
  try {
    const model = await layersModel(network);
    await model.save(`file://${folder}`);
    model.dispose();
    const loaded = await tf.loadLayersModel(`file://${folder}/model.json`);
    const fed = network.inputs.map(({ side, channels }, i) => tf.tensor(inputs[i]!, [TEST, side, side, channels]));
    const said = loaded.predict(fed.length === 1 ? fed[0]! : fed) as ReturnType<typeof tf.tensor>;
    return (await said.data()) as Float32Array;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const closeTo = (values: Float32Array, expected: Float32Array, tolerance: number): void => {
  expect(values.length).toBe(expected.length);
  const off = Math.max(...values.map((value, i) => Math.abs(value - expected[i]!)));
  expect(off).toBeLessThan(tolerance);
};

// Tolerances: float32 sums in another order, a few units in the last place of numbers up to 10.
test("an exported encoder gives the representations that readouts were trained on", async () => {
  const inputs = split((n) => squares(n, `images ${n}`));
  const labels = split((n) => pixelLabels(noise(n * 256, "map", n), 1));
  const { encoder } = await trainNetwork({
    ...{ task: "t", role: "network", shape: SHAPE, schedule: SCHEDULE, seed: 1 },
    train: { inputs: inputs.train, labels: labels.train },
    test: { inputs: inputs.test, labels: labels.test },
  });
  const network: Network = {
    inputs: [{ name: "image", side: 16, channels: 3, statistics: imageStatistics(3) }],
    layers: encoderLayers(SHAPE),
    weights: decodeWeights(encoder).arrays,
    shape: SHAPE,
    output: null,
  };
  closeTo(await predict(network, [inputs.test]), await represent(encoder, inputs.test), 1e-4);
});

test("exported readouts reach the losses that they were judged by", async () => {
  const representation = (name: string) => split((n) => noise(n * FLOATS, name, n).map((v) => 10 * v + 3));
  const representations = { a: representation("a"), b: representation("b") };
  const labels = {
    map: split((n) => pixelLabels(noise(n * 512, "map", n), 2)),
    ids: split((n) =>
      classMapLabels(
        noise(n * 256, "ids", n).map((v) => Math.floor(3 * v)),
        3,
      ),
    ),
    class: split((n) =>
      classLabels(
        Float32Array.from({ length: 2 * n }, (_, i) => (i % 3 === i % 2 ? 0.75 : 0.25)),
        2,
      ),
    ),
    vector: split((n) =>
      vectorLabels(
        noise(n * 3, "vector", n).map((v) => 100 * v),
        3,
        "l2",
      ),
    ),
  };
  const results = await trainReadouts({
    members: Object.keys(labels).map((target) => ({ sources: ["a", "b"], target })),
    ...{ representations, labels, shape: SHAPE, schedule: SCHEDULE, seed: 3 },
  });
  const said: Record<string, Float32Array> = {};
  const losses: Record<string, Float32Array> = {};
  for (const [i, [target, { test: truth }]] of Object.entries(labels).entries()) {
    const result = results[i]!;
    if (result.status === "FAILED") throw new Error(result.error);
    losses[target] = result.losses;
    const inputs = result.inputs.map((input) => ({ ...input, side: 4, channels: 2 }));
    const network = {
      inputs,
      layers: readoutLayers(SHAPE, truth.output),
      weights: result.weights,
      shape: SHAPE,
      output: truth.output,
    };
    said[target] = await predict(network, [representations.a.test, representations.b.test]);
  }

  const perImage = (count: number, loss: (image: number) => number) =>
    Float32Array.from({ length: count }, (_, i) => loss(i));
  const part = (values: Float32Array, image: number) =>
    values.slice((image * values.length) / TEST, ((image + 1) * values.length) / TEST);
  const map = perImage(TEST, (i) => {
    const truth = part(labels.map.test.values, i);
    return average(part(said.map!, i).map((value, place) => Math.abs(value - truth[place]!)));
  });
  closeTo(map, losses.map!, 1e-4);

  const crossEntropy = (logits: Float32Array, truth: Float32Array): number => {
    const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return truth.reduce((sum, share, i) => sum + share * (total - logits[i]!), 0);
  };
  closeTo(
    perImage(TEST, (i) => crossEntropy(part(said.class!, i), part(labels.class.test.values, i))),
    losses.class!,
    1e-4,
  );

  // At half resolution, every second pixel of every second line; classes weigh by inverse frequency.
  const picked = (i: number) =>
    Array.from({ length: 64 }, (_, at) => part(labels.ids.test.values, i)[2 * Math.floor(at / 8) * 16 + 2 * (at % 8)]!);
  const counts = [0, 0, 0];
  for (const id of labels.ids.test.values) counts[id]!++;
  const weight = (id: number) => labels.ids.test.values.length / (3 * counts[id]!);
  const ids = perImage(TEST, (i) => {
    const logits = part(said.ids!, i);
    const lost = picked(i).map((id, at) => {
      const truth = Float32Array.from([0, 1, 2], (c) => (c === id ? 1 : 0));
      return weight(id) * crossEntropy(logits.slice(3 * at, 3 * at + 3), truth);
    });
    return average(Float32Array.from(lost));
  });
  closeTo(ids, losses.ids!, 1e-4);

  const vectors = labels.vector.test.values;
  const deviation = [0, 1, 2].map((c) => {
    const column = vectors.filter((_, i) => i % 3 === c);
    const mean = average(column);
    return Math.sqrt(average(column.map((v) => (v - mean) ** 2)));
  });
  const vector = perImage(TEST, (i) => {
    const truth = part(vectors, i);
    return average(part(said.vector!, i).map((v, c) => ((v - truth[c]!) / deviation[c]!) ** 2));
  });
  closeTo(vector, losses.vector!, 1e-3);
});

test("residual blocks and transposed convolutions are exported alike", async () => {
  const piece = (name: string, channels: number, change: Partial<Convolution> = {}): Convolution => {
    return { name, kernel: 3, stride: 1, channels, end: "unit", ...change };
  };
  const layers: Block[] = [
    piece("readout/up", 6, { stride: 2, transposed: true }),
    { branch: [piece("readout/1/a", 6), piece("readout/1/b", 6, { end: "normal" })], channels: 6 },
    {
      branch: [piece("readout/2/a", 5, { stride: 2 }), piece("readout/2/b", 8, { end: "normal" })],
      shortcut: piece("readout/2/shortcut", 8, { kernel: 1, stride: 2, end: "normal" }),
      channels: 8,
    },
  ];
  const input = {
    ...split((n) => ({ values: noise(n * FLOATS, "blocks", n), perRow: FLOATS })),
    ...{ side: 4, channels: 2, statistics: imageStatistics(2) },
  };
  const labels = split((n) => pixelLabels(noise(n * 256, "map", n), 1));
  const [trained] = await trainGroup(
    {
      members: [{ seed: [1], inputs: ["a"], target: "t", layers }],
      ...{ inputs: { a: input }, targets: { t: labels }, shape: SHAPE, schedule: SCHEDULE, order: [1] },
    },
    {},
  );
  const network = { layers, weights: trained!.weights, shape: SHAPE, output: labels.test.output };
  const said = await predict({ ...network, inputs: [{ name: "a", ...input }] }, [input.test.values]);
  const losses = Float32Array.from({ length: TEST }, (_, i) => {
    const off = said
      .slice(256 * i, 256 * (i + 1))
      .map((v, place) => Math.abs(v - labels.test.values[256 * i + place]!));
    return average(off);
  });
  closeTo(losses, trained!.losses, 1e-4);
});
