import { describe, expect, it } from "vitest";
import { ddsSignature } from "../../src/estimators/dds.ts";
import type { Features } from "../../src/estimators/features.ts";
import { rsaSignature } from "../../src/estimators/rsa.ts";
import { similarity } from "../../src/estimators/signature.ts";
import { wave } from "./features.ts";

const [x, y] = [wave(12, 20, 0.7), wave(12, 7, 1.1)];

const MEASURES = {
  "DDS, cosine": (features: Features) => ddsSignature(features, "cosine"),
  "DDS, Laplacian": (features: Features) => ddsSignature(features, "laplacian"),
  RSA: rsaSignature,
};

describe.each(Object.entries(MEASURES))("%s", (name, signature) => {
  // By reference.py (scikit-learn's kernels and scaler, scipy's spearmanr), to 1e-12.
  const expected = {
    "DDS, cosine": 0.14226578642756382,
    "DDS, Laplacian": 0.022032182172666417,
    RSA: 0.235486901158543,
  };

  it("agrees with numpy", () => {
    expect(similarity(signature(x), signature(y))).toBeCloseTo(expected[name as keyof typeof expected], 12);
  });

  it("is 1 for an encoder and itself, and 0 where an encoder tells no images apart", () => {
    expect(similarity(signature(x), signature(x))).toBeCloseTo(1, 12);
    const blind: Features = { images: 12, values: new Array(12 * 5).fill(3) };
    expect(similarity(signature(x), signature(blind))).toBeCloseTo(0, 12);
  });

  it("does not depend on the order of features", () => {
    const values = Array.from(x.values, (_, p) => x.values[Math.floor(p / 20) * 20 + 19 - (p % 20)]!);
    expect(similarity(signature(x), signature({ images: 12, values }))).toBeCloseTo(1, 12);
  });
});

it("DDS does not depend on any feature's scale and offset", () => {
  const values = Array.from(x.values, (value, p) => value * (1 + (p % 20)) - 7);
  expect(similarity(ddsSignature(x, "laplacian"), ddsSignature({ images: 12, values }, "laplacian"))).toBeCloseTo(
    1,
    12,
  );
});
