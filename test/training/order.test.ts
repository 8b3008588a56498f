import { expect, test } from "vitest";
import { stepsOf } from "../../src/training/order.ts";

const settings = { epochs: 4, batch: 8, learningRate: 1, decayEpoch: 3, weightDecay: 0 };

test("every image is seen once an epoch, batches running on across epochs", () => {
  const seen = stepsOf(10, settings, 1).flatMap(({ images }) => [...images]);
  expect(seen.length).toBe(40);
  for (let epoch = 0; epoch < 4; epoch++) {
    const order = seen.slice(epoch * 10, (epoch + 1) * 10);
    expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
});

test("the learning rate is a tenth from its epoch on", () => {
  expect(stepsOf(10, settings, 1).map(({ learningRate }) => learningRate)).toEqual([1, 1, 1, 1, 0.1]);
});

test("the order follows from the seed alone", () => {
  expect(stepsOf(10, settings, 1)).toEqual(stepsOf(10, settings, 1));
  expect(stepsOf(10, settings, 2)).not.toEqual(stepsOf(10, settings, 1));
});

test("a batch larger than the data is the data", () => {
  expect(stepsOf(3, settings, 1)).toHaveLength(4);
});
