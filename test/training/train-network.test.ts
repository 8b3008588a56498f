import { beforeAll, expect, test } from "vitest";
import { loadBackend } from "../../src/training/backend.ts";
import { randomEncoder, represent } from "../../src/training/represent.ts";
import { type TrainedNetwork, trainNetwork } from "../../src/training/train-network.ts";
import { decodeWeights } from "../../src/training/weights.ts";
import {
  average,
  classLabels,
  classMapLabels,
  inside,
  noise,
  SCHEDULE,
  SHAPE,
  segmentLabels,
  squares,
  vectorLabels,
} from "./fixtures.ts";

const train = squares(64, "train");
const test32 = squares(32, "test");
const job = {
  task: "inside",
  role: "network" as const,
  shape: SHAPE,
  schedule: { ...SCHEDULE, epochs: 30, decayEpoch: 25 },
  seed: 7,
  train: { inputs: train, labels: classMapLabels(inside(train), 2) },
  test: { inputs: test32, labels: classMapLabels(inside(test32), 2) },
};

let network: TrainedNetwork;
beforeAll(async () => {
  network = await trainNetwork(job);
});

test("a network learns: its test loss is far below that of the best constant", () => {
  // Both classes weigh the same in all, so the best constant is even odds at a cost of log 2.
  expect(network.losses).toHaveLength(32);
  expect(average(network.losses)).toBeLessThan(0.5 * Math.log(2));
});

test("a re-run gives the same bytes and losses", async () => {
  expect(await trainNetwork(job)).toEqual(network);
});

test("another seed, and the baseline, start from other weights", async () => {
  const short = { ...job, schedule: { ...SCHEDULE, epochs: 1 } };
  const first = await trainNetwork(short);
  expect((await trainNetwork({ ...short, seed: 8 })).losses).not.toEqual(first.losses);
  expect((await trainNetwork({ ...short, role: "baseline" })).losses).not.toEqual(first.losses);
});

test("the encoder's bytes give representations, whatever they are batched with", async () => {
  const all = await represent(network.encoder, test32);
  expect(all).toHaveLength(32 * 4 * 4 * 2);
  expect(all.every(Number.isFinite)).toBe(true);
  const few = await represent(network.encoder, test32.slice(0, 5 * 16 * 16 * 3));
  // Float32 sums may be taken in another order in a batch of another size.
  for (const [i, value] of few.entries()) expect(value).toBeCloseTo(all[i]!, 4);
});

test("the random encoder follows from its seed", async () => {
  expect(randomEncoder(SHAPE, 1)).toEqual(randomEncoder(SHAPE, 1));
  expect(randomEncoder(SHAPE, 2)).not.toEqual(randomEncoder(SHAPE, 1));
  expect(new Set(await represent(randomEncoder(SHAPE, 1), test32)).size).toBeGreaterThan(500);
});

test("class targets train on pooled features", async () => {
  const truth = (count: number) => Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? 1 : 0));
  const { losses } = await trainNetwork({
    ...job,
    train: { inputs: train, labels: classLabels(truth(64), 2) },
    test: { inputs: test32, labels: classLabels(truth(32), 2) },
  });
  expect(average(losses)).toBeLessThan(0.1);
});

test("vector targets train in the labels' own units, which do not matter to the losses", async () => {
  // Mean red and green of the image, as they are and as other units would have them.
  const colours = (images: Float32Array, unit: number, zero: number) => {
    const sums = new Float32Array(images.length / 384);
    images.forEach((value, i) => {
      if (i % 3 < 2) sums[2 * Math.floor(i / 768) + (i % 3)]! += value / 256;
    });
    return sums.map((sum) => zero + unit * sum);
  };
  const run = (unit: number, zero: number) =>
    trainNetwork({
      ...job,
      train: { inputs: train, labels: vectorLabels(colours(train, unit, zero), 2, "robustL2") },
      test: { inputs: test32, labels: vectorLabels(colours(test32, unit, zero), 2, "robustL2") },
    });
  const plain = await run(1, 0);
  // The mean costs sqrt(1 + e^2) - 1 on average, 0.32 for a normal e.
  expect(average(plain.losses)).toBeLessThan(0.2);
  const scaled = await run(100, 7);
  const head = decodeWeights(scaled.network).arrays.find(({ name }) => name === "head/mean")!;
  expect(head.values[0]).toBeCloseTo(average(colours(train, 100, 7).filter((_, i) => i % 2 === 0)), 3);
  // Rounding differs, and 480 steps of Adam let it grow.
  expect(Math.abs(average(scaled.losses) - average(plain.losses))).toBeLessThan(0.02);
});

test("the best constant: what a network predicts before its first step", async () => {
  const still = { ...job, schedule: { ...SCHEDULE, epochs: 1, learningRate: 0 } };
  // Even odds between two classes of equal weight cost log 2 on average over all test pixels; every fourth one is judged.
  const { losses, constantLosses } = await trainNetwork(still);
  expect(average(constantLosses!)).toBeCloseTo(Math.log(2), 2);
  for (const [i, loss] of losses.entries()) expect(constantLosses![i]).toBeCloseTo(loss, 5);

  const truth = (count: number, name: string) => noise(2 * count, name).map((value) => 10 + 3 * value);
  const vectors = await trainNetwork({
    ...still,
    train: { inputs: train, labels: vectorLabels(truth(64, "a"), 2, "l2") },
    test: { inputs: test32, labels: vectorLabels(truth(32, "b"), 2, "l2") },
  });
  // Squared errors in units of the deviation, about another sample's mean: 1, and the square of a standard error or two.
  expect(Math.abs(average(vectors.constantLosses!) - 1)).toBeLessThan(0.1);
  for (const [i, loss] of vectors.losses.entries()) expect(vectors.constantLosses![i]).toBeCloseTo(loss, 4);
});

test("embeddings are learnt, and have no best constant", async () => {
  const { losses, constantLosses } = await trainNetwork({
    ...job,
    train: { inputs: train, labels: segmentLabels(inside(train)) },
    test: { inputs: test32, labels: segmentLabels(inside(test32)) },
  });
  // Even odds cost log 2 in all.
  expect(average(losses)).toBeLessThan(0.7 * Math.log(2));
  expect(constantLosses).toBeNull();
});

test("an image that is not finite ends in DIVERGED", async () => {
  const broken = train.slice();
  broken[5] = Number.NaN;
  await expect(trainNetwork({ ...job, train: { ...job.train, inputs: broken } })).rejects.toMatchObject({
    code: "DIVERGED",
  });
});

test("progress grows to 1, and aborting ends in CANCELLED without leaving anything in TensorFlow", async () => {
  const { tf } = await loadBackend();
  const before = tf.memory().numTensors;
  const seen: number[] = [];
  await trainNetwork({ ...job, schedule: SCHEDULE }, { progress: (fraction) => seen.push(fraction) });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);

  const abort = new AbortController();
  const stopped = trainNetwork(job, { signal: abort.signal, progress: (done) => done > 0.3 && abort.abort() });
  await expect(stopped).rejects.toMatchObject({ code: "CANCELLED" });
  expect(tf.memory().numTensors).toBe(before);
  expect((tf.backend() as unknown as { getNumOfSavedModels(): number }).getNumOfSavedModels()).toBe(0);
});

test("a network of several views has one encoder for all, and tells what takes more than one of them", async () => {
  // Black and white images; whether two of them, both rows of one array, are alike.
  const pairsOf = (count: number, name: string) => {
    const white = noise(count, name).map(Math.round);
    const images = Float32Array.from({ length: count * 768 }, (_, i) => white[Math.floor(i / 768)]!);
    const at = Int32Array.from({ length: count }, (_, i) => (7 * i + 3) % count);
    const alike = (i: number) => white[i] === white[at[i]!];
    const labels = Float32Array.from({ length: 2 * count }, (_, i) => Number(alike(i >> 1) === (i % 2 === 1)));
    return { inputs: images, partners: [{ values: images, perRow: 768, at }], labels: classLabels(labels, 2) };
  };
  const pairs = { ...job, train: pairsOf(64, "pairs"), test: pairsOf(32, "test pairs") };
  const siamese = await trainNetwork(pairs);
  expect(average(siamese.losses)).toBeLessThan(0.5 * Math.log(2));
  const shapes = (bytes: Uint8Array) => decodeWeights(bytes).arrays.map(({ name, shape }) => [name, shape]);
  expect(shapes(siamese.encoder)).toEqual(shapes(network.encoder));
  expect(await represent(siamese.encoder, test32)).toHaveLength(32 * 4 * 4 * 2);
});
