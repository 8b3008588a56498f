import { describe, expect, it } from "vitest";
import type { Estimate } from "../../src/domain/estimate.ts";
import { agreement } from "../../src/estimators/agreement.ts";
import { estimates, profileOf } from "../../src/estimators/estimates.ts";
import type { ProgramEdge } from "../../src/solver/program.ts";
import { wave } from "./features.ts";

describe("estimates of transfers", () => {
  const like = wave(12, 6, 0.7);
  const noisy = { images: 12, values: Array.from(like.values, (value, p) => value + 0.3 * Math.sin(7 * p)) };
  const profiles = new Map(
    Object.entries({ t: like, near: noisy, far: wave(12, 6, 1.3) }).map(([task, features]) => [
      task,
      profileOf(features, true),
    ]),
  );
  const candidates = new Map([["t", ["far", "near", "failed"]]]);

  it("rank the encoder that sees alike first, and leave out sources without an encoder", () => {
    const found = estimates(candidates, profiles, new Map());
    expect(found.map(({ method, source, rank }) => [method, source, rank])).toEqual(
      ["DDS_COSINE", "DDS_LAPLACIAN", "RSA"].flatMap((method) => [
        [method, "near", 1],
        [method, "far", 2],
      ]),
    );
  });

  it("compare representations with labels where there are: LogME for vectors, the H-score too for classes", () => {
    const methods = (labels: Parameters<typeof estimates>[2]): string[] => [
      ...new Set(estimates(candidates, profiles, labels).map(({ method }) => method)),
    ];
    const vectors = new Map([["t", { kind: "vectors" as const, vectors: wave(12, 2, 0.7) }]]);
    const classes = new Map([["t", { kind: "classes" as const, classes: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2] }]]);
    expect(methods(vectors)).toEqual(["DDS_COSINE", "DDS_LAPLACIAN", "RSA", "LOGME"]);
    expect(methods(classes)).toEqual(["DDS_COSINE", "DDS_LAPLACIAN", "RSA", "LOGME", "H_SCORE"]);
  });
});

it("agreement correlates estimates with affinities, controls left out", () => {
  const edge = (source: string, affinity: number, control = false): ProgramEdge => ({
    ...{ target: "t", sources: [source], order: 1, self: false, control, affinity, gain: null, quality: null },
  });
  const edges = [edge("a", 0.4), edge("b", 0.3), edge("c", 0.2), edge("t", 0.9, true), edge("random", 0.8, true)];
  const estimate = (source: string, value: number): Estimate => ({
    ...{ experiment: "x", source, target: "t", method: "RSA", value, rank: 1 },
    ...{ images: 12, dataHash: "", codeVersion: "" },
  });
  // Ranks 1, 2, 3 beside 2, 1, 3: 1 - 6 * 2 / (3 * 8).
  expect(agreement([estimate("a", 0.5), estimate("b", 0.7), estimate("c", 0.1)], edges)).toEqual([
    { method: "RSA", targets: [{ target: "t", sources: 3, spearman: 0.5, recall: 1 }], spearman: 0.5, recall: 1 },
  ]);
});
