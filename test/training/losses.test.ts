import { expect, test } from "vitest";
import { loadBackend } from "../../src/training/backend.ts";
import type { Labels } from "../../src/training/data.ts";
import { Graph } from "../../src/training/graph.ts";
import { balance, isMasked } from "../../src/training/label-statistics.ts";
import { declareTruth, headColumns, judge } from "../../src/training/losses.ts";
import * as op from "../../src/training/ops.ts";
import { openSession } from "../../src/training/session.ts";
import { arrange } from "../../src/training/targets.ts";
import { classLabels, classMapLabels, noise, pixelLabels, SHAPE } from "./fixtures.ts";

/** Losses of two images, and the gradient of their mean. */
async function lossesOf(labels: Labels, prediction: Float32Array) {
  const { output } = labels;
  const graph = new Graph();
  const classWeights = output.kind === "segmentation" ? balance(labels, output.classes) : null;
  const targets = arrange(labels, SHAPE, isMasked(labels), classWeights);
  const truth = declareTruth(graph, output, targets.weights !== null);
  const input = op.placeholder(graph);
  const { losses, gradient } = judge(graph, truth, SHAPE, input, 2);
  const session = await openSession(await loadBackend(), graph);
  const columns = headColumns(output, SHAPE);
  const { values } = targets.truth;
  const feeds = {
    [input]: { values: prediction, shape: [prediction.length / columns, columns] },
    [truth.truth]: {
      values,
      shape: output.kind === "segmentation" ? [values.length] : [values.length / columns, columns],
    },
    ...(truth.weights && {
      [truth.weights]: { values: targets.weights!.values, shape: [targets.weights!.values.length] },
    }),
  };
  const [perImage, slope] = session.run(feeds, [losses, gradient]);
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
  [
    "class map",
    classMapLabels(
      noise(512, "c").map((v) => Math.floor(v * 4)),
      4,
    ),
    1,
  ],
  ["classes", classLabels(Float32Array.of(0.2, 0.3, 0.5, 0, 1, 0), 3), 1],
])("%s: the gradient is the slope of the mean loss", async (_name, labels, scale) => {
  const rows = labels.output.kind === "class" ? 2 : 2 * SHAPE.representation.size ** 2;
  const at = noise(rows * headColumns(labels.output, SHAPE), "prediction").map((v) => v * (1 + scale));
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
