import { expect, test } from "vitest";
import { decodeWeights, encodeWeights } from "../../src/training/weights.ts";
import { noise, SHAPE } from "./fixtures.ts";

const weights = {
  shape: SHAPE,
  arrays: [
    { name: "encoder/a", shape: [2, 3], values: noise(6, "a") },
    { name: "encoder/b", shape: [5], values: noise(5, "b") },
  ],
};

test("weights come back as they were written", () => {
  expect(decodeWeights(encodeWeights(weights))).toEqual(weights);
});

test.each([0, 3, 20, 130])("bytes cut off at %i are refused", (length) => {
  expect(() => decodeWeights(encodeWeights(weights).subarray(0, length))).toThrow(
    expect.objectContaining({ code: "ARTIFACT_CORRUPT" }),
  );
});
