import { describe, expect, it } from "vitest";
import { hScore } from "../../src/estimators/h-score.ts";
import { logMe } from "../../src/estimators/logme.ts";
import { spectrumOf } from "../../src/estimators/spectrum.ts";
import { wave } from "./features.ts";

const CLASSES = [0, 1, 1, 2, 0, 1, 2, 2, 0, 1, 0, 2];
const oneHot = { images: 12, values: CLASSES.flatMap((label) => [0, 1, 2].map((other) => Number(other === label))) };
const shifted = wave(12, 7, 1.1);
const narrow = {
  images: 12,
  values: CLASSES.flatMap((label, i) => [0, 1, 2, 3].map((k) => shifted.values[i * 7 + k]! + label * [1, 2, 0, 0][k]!)),
};

// By reference.py: the evidence maximised by scipy's Nelder-Mead over the density of the labels, the covariance by scikit-learn's
// LedoitWolf. Tolerance 1e-9: both maximisers end within about 1e-12 of the maximum.
describe.each([
  ["more features than images", wave(12, 20, 0.7), -0.6218636140913291, -1.1120521968792128, 0.7151951717910111],
  ["fewer features than images", narrow, -0.4048492469121883, -1.0510570595211852, 1.1170345072867724],
])("%s", (_, features, ofClasses, ofVectors, score) => {
  const spectrum = spectrumOf(features);

  it("LogME agrees with numpy, for classes and for vectors", () => {
    expect(logMe(spectrum, oneHot)).toBeCloseTo(ofClasses, 9);
    expect(logMe(spectrum, wave(12, 2, 0.4))).toBeCloseTo(ofVectors, 9);
  });

  it("the H-score agrees with numpy", () => {
    expect(hScore(spectrum, CLASSES)).toBeCloseTo(score, 9);
  });
});

it("the H-score of one feature is the share of its variance between classes", () => {
  // Class means 1 and 5, variance within 1: 4 / (4 + 1); one feature is not shrunk.
  const values = [0, 2, 0, 2, 4, 6, 4, 6];
  expect(hScore(spectrumOf({ images: 8, values }), [0, 0, 0, 0, 1, 1, 1, 1])).toBeCloseTo(0.8, 12);
});

it("LogME prefers the features that the labels follow", () => {
  const labels = { images: 40, values: Array.from(wave(40, 1, 0.3).values, (value) => 2 * value + 1) };
  expect(logMe(spectrumOf(wave(40, 1, 0.3)), labels)).toBeGreaterThan(logMe(spectrumOf(wave(40, 1, 0.9)), labels));
});
