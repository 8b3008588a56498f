import { expect, test } from "vitest";
import { loadBackend } from "../../src/training/backend.ts";
import type { Labels } from "../../src/training/data.ts";
import { declareTarget } from "../../src/training/feeds.ts";
import { Graph } from "../../src/training/graph.ts";
import * as op from "../../src/training/ops.ts";
import { kindOf } from "../../src/training/outputs/kinds.ts";
import { openSession } from "../../src/training/session.ts";
import {
  classLabels,
  classMapLabels,
  colourLabels,
  noise,
  pixelLabels,
  SHAPE,
  segmentLabels,
  vectorLabels,
} from "./fixtures.ts";

/** Losses of two images, and the gradient of their mean. */
async function lossesOf(labels: Labels, prediction: Float32Array) {
  const { output } = labels;
  const graph = new Graph();
  const truth = declareTarget(graph, { train: labels, test: labels }, SHAPE);
  const input = op.placeholder(graph);
  const { losses, gradient } = kindOf(output).judge(graph, truth, output, SHAPE, input, 2);
  const session = await openSession(await loadBackend(), graph);
  const columns = kindOf(output).columns(output, SHAPE);
  const rows = { values: prediction, shape: [prediction.length / columns, columns] };
  const [perImage, slope] = session.run({ [input]: rows, ...truth.feeds("test", [0, 1]) }, [losses, gradient]);
  session.close();
  return { losses: perImage!, gradient: slope! };
}

test("maps: mean absolute error, over valid pixels where some are not", async () => {
  const values = noise(2 * 256, "map");
  const mask = Uint8Array.from({ length: 512 }, (_, i) => (i % 5 === 0 ? 1 : 0));
  const expected = (image: number, valid: (i: number) => boolean) => {
    const errors = [...values.subarray(image * 256, image * 256 + 256)].filter((_, i) => valid(image * 256 + i));
    return errors.reduce((a, b) => a + Math.abs(b - 0.25), 0) / errors.length;
  };
  const prediction = new Float32Array(512).fill(0.25);
  const plain = await lossesOf(pixelLabels(values, 1), prediction);
  const masked = await lossesOf(pixelLabels(values, 1, mask), prediction);
  for (const image of [0, 1]) {
    expect(plain.losses[image]).toBeCloseTo(
      expected(image, () => true),
      5,
    );
    expect(masked.losses[image]).toBeCloseTo(
      expected(image, (i) => mask[i] === 1),
      5,
    );
  }
});

test("maps with squared errors, by hand", async () => {
  // Errors of 0.5 in a quarter of the pixels, of 0.25 in the others.
  const values = Float32Array.from({ length: 512 }, (_, i) => (i % 4 === 0 ? 0.5 : 0.25));
  const { losses } = await lossesOf(pixelLabels(values, 1, null, "l2"), new Float32Array(512));
  expect(losses[0]).toBeCloseTo(0.25 * 0.25 + 0.75 * 0.0625, 6);
});

test("classes: cross-entropy with a distribution, by hand", async () => {
  const { losses } = await lossesOf(classLabels(Float32Array.of(0.5, 0.5, 1, 0), 2), Float32Array.of(0, 0, 1, 0));
  expect(losses[0]).toBeCloseTo(Math.log(2), 6);
  expect(losses[1]).toBeCloseTo(Math.log(1 + Math.exp(-1)), 6);
});

test("class maps: cross-entropy weighted by inverse frequency", async () => {
  // Columns 0 to 3 are class 0 (a quarter, weight 2), the rest class 1 (weight 2/3); equal logits cost log 2 everywhere.
  const values = Float32Array.from({ length: 512 }, (_, i) => (i % 16 < 4 ? 0 : 1));
  const { losses } = await lossesOf(classMapLabels(values, 2), new Float32Array(2 * 64 * 2));
  expect(losses[0]).toBeCloseTo(Math.log(2) * (0.25 * 2 + 0.75 * (2 / 3)), 5);
});

test("vectors: the mean error in units of the labels' deviation, robust or squared", async () => {
  // Two images, two numbers: deviations 1 and 10, so that the errors (0.5, 20) and (1, 0) are (0.5, 2) and (1, 0) in their units.
  const truth = Float32Array.of(1, 10, -1, -10);
  const prediction = Float32Array.of(1.5, 30, 0, -10);
  const { losses: robust } = await lossesOf(vectorLabels(truth, 2, "robustL2"), prediction);
  expect(robust[0]).toBeCloseTo((Math.sqrt(1.25) - 1 + Math.sqrt(5) - 1) / 2, 5);
  expect(robust[1]).toBeCloseTo((Math.SQRT2 - 1) / 2, 5);
  const { losses: squared } = await lossesOf(vectorLabels(truth, 2, "l2"), prediction);
  expect(squared[0]).toBeCloseTo((0.25 + 4) / 2, 4);
  expect(squared[1]).toBeCloseTo(0.5, 5);
});

test("embeddings: cross-entropy of pairs, half of it for pairs of one segment, half for pairs of two", async () => {
  // The first image has the segments left and right, the second has one.
  const ids = Float32Array.from({ length: 512 }, (_, i) => (i < 256 && i % 16 < 8 ? 1 : 0));
  const rows = 2 * 16;
  const columns = 4 * 3;
  const together = await lossesOf(segmentLabels(ids), new Float32Array(rows * columns));
  // At distance 0, taken as 0.01: -log(2 / (1 + e^0.01)) = 0.005 and -log tanh(0.005) = 5.298.
  expect(together.losses[0]).toBeCloseTo((0.005 + 5.298) / 2, 3);
  expect(together.losses[1]).toBeCloseTo(0.005 / 2, 4);
  // The left half of the patches, two columns of four, at 3 along the first dimension.
  const apart = Float32Array.from({ length: rows * columns }, (_, i) => {
    const patch = Math.floor(i / columns);
    return patch < 16 && patch % 4 < 2 && i % 3 === 0 ? 3 : 0;
  });
  const { losses } = await lossesOf(segmentLabels(ids), apart);
  expect(losses[0]).toBeCloseTo((0.005 - Math.log(Math.tanh(9.01 / 2))) / 2, 4);
});

test("colours: cross-entropy with shares of the bins, rare bins weighted by Zhang et al.'s rule", async () => {
  // A quarter of the pixels at the centre of bin 1, the others at that of bin 0: shares 3/4 and 1/4 of 4 bins, so weights in proportion to
  // 1 / (3/8 + 1/8) = 2 and 1 / (1/8 + 1/8) = 4, of mean 3/4 2 + 1/4 4 = 2.5.
  const values = Float32Array.from({ length: 64 }, (_, i) => (i % 8 === 0 ? 100 : 0));
  const logits = Float32Array.from({ length: 32 * 4 }, (_, i) => (i % 4 === 1 ? 1 : 0));
  const { losses } = await lossesOf(colourLabels(values), logits);
  const [other, hit] = [Math.log(3 + Math.E), Math.log(3 + Math.E) - 1];
  expect(losses[0]).toBeCloseTo((0.75 * 2 * other + 0.25 * 4 * hit) / 2.5, 5);
  // Halfway between two bins a colour is half in each: the only pixel value now, so every weight is 1.
  const between = Float32Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? 50 : 0));
  expect((await lossesOf(colourLabels(between), logits)).losses[0]).toBeCloseTo((other + hit) / 2, 5);
});

test.each([
  ["map", pixelLabels(noise(2 * 768, "t3"), 3), 0],
  [
    "masked map",
    pixelLabels(
      noise(2 * 768, "t3"),
      3,
      Uint8Array.from({ length: 512 }, (_, i) => i % 2),
    ),
    0,
  ],
  ["map of squares", pixelLabels(noise(2 * 768, "t3"), 3, null, "l2"), 0],
  [
    "class map",
    classMapLabels(
      noise(512, "c").map((v) => Math.floor(v * 4)),
      4,
    ),
    1,
  ],
  ["classes", classLabels(Float32Array.of(0.2, 0.3, 0.5, 0, 1, 0), 3), 1],
  ["embeddings", segmentLabels(noise(512, "segments").map((v) => Math.floor(v * 3))), 1],
  ["colours", colourLabels(noise(64, "ab").map((v) => 120 * v - 30)), 1],
  ["robust vectors", vectorLabels(Float32Array.of(0.2, 3, 0.5, 1.7, 1, 0), 3, "robustL2"), 1],
  ["squared vectors", vectorLabels(Float32Array.of(0.2, 3, 0.5, 1.7, 1, 0), 3, "l2"), 1],
])("%s: the gradient is the slope of the mean loss", async (_name, labels, scale) => {
  const { kind } = labels.output;
  const rows = kind === "class" || kind === "vector" ? 2 : 2 * SHAPE.representation.size ** 2;
  const columns = kindOf(labels.output).columns(labels.output, SHAPE);
  const at = noise(rows * columns, "prediction").map((v) => v * (1 + scale));
  const direction = noise(at.length, "direction");
  const { gradient } = await lossesOf(labels, at);
  const step = 2e-3;
  const meanAt = async (sign: number) => {
    const { losses } = await lossesOf(
      labels,
      at.map((v, i) => v + sign * step * direction[i]!),
    );
    return (losses[0]! + losses[1]!) / 2;
  };
  const slope = ((await meanAt(1)) - (await meanAt(-1))) / (2 * step);
  const predicted = gradient.reduce((total, g, i) => total + g * direction[i]!, 0);
  // float32 losses near 1 and kinks of the absolute value allow for about a percent.
  expect(predicted).toBeCloseTo(slope, 2);
  expect(Math.abs(predicted - slope)).toBeLessThan(0.02 * Math.max(Math.abs(slope), 0.01));
});
