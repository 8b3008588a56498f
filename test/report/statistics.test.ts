import { describe, expect, it } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import type { TaskKind } from "../../src/domain/task.ts";
import { contrastOf, contrastTest } from "../../src/report/contrast.ts";
import { adjustedRandIndex } from "../../src/report/rand-index.ts";
import type { ProgramEdge } from "../../src/solver/program.ts";

describe("adjusted Rand index", () => {
  it("has scikit-learn's values", () => {
    // The examples of sklearn.metrics.adjusted_rand_score's documentation.
    expect(adjustedRandIndex(["0", "0", "1", "1"], ["1", "1", "0", "0"])).toBe(1);
    expect(adjustedRandIndex(["0", "0", "1", "2"], ["0", "0", "1", "1"])).toBeCloseTo(0.57, 2);
    expect(adjustedRandIndex(["0", "0", "1", "1"], ["0", "0", "1", "2"])).toBeCloseTo(0.57, 2);
    expect(adjustedRandIndex(["0", "0", "0", "0"], ["0", "1", "2", "3"])).toBe(0);
  });

  it("is null where there is nothing to compare", () => {
    expect(adjustedRandIndex(["a"], ["a"])).toBeNull();
    expect(adjustedRandIndex(["a", "a"], ["b", "b"])).toBeNull();
  });
});

describe("contrast", () => {
  const TASKS = ["a", "b", "c", "d", "e", "f"];
  const kindOf = (task: string): TaskKind => (task < "d" ? "TWO_D" : "THREE_D");
  const edges = (affinity: (source: string, target: string) => number): ProgramEdge[] =>
    TASKS.flatMap((target) =>
      TASKS.filter((source) => source !== target).map((source) => {
        const sources = { sources: [source], order: 1, self: false, control: false };
        return { target, ...sources, affinity: affinity(source, target), gain: null, quality: null };
      }),
    );

  it("is nothing where some sources are simply better than others", () => {
    // Source f is the best of every target, a the worst: percentiles differ, residuals hardly.
    const table = edges((source) => TASKS.indexOf(source));
    expect(Math.abs(contrastOf(table, kindOf)!)).toBeLessThan(0.11);
    expect(contrastTest(table, kindOf, 499, 1)!.p).toBeGreaterThan(0.05);
  });

  it("is as large as it can be where kinds decide, and only the labelling that does so reaches it", () => {
    const random = randomOf("contrast test");
    const table = edges((source, target) => Number(kindOf(source) === kindOf(target)) + 0.1 * random.uniform());
    const found = contrastTest(table, kindOf, 4999, 1)!;
    // Two of five sources are of the target's kind: places 3 and 4 of 0..4, the others 0 to 2; a source's mean over 2 and 3 targets.
    expect(found.contrast).toBeCloseTo(0.875 - 1 / 4, 1);
    // Of the 6! labellings 2 * 3! * 3! have the same two groups: 0.1.
    expect(found.p).toBeCloseTo(0.1, 1);
    expect(contrastTest(table, kindOf, 4999, 1)).toEqual(found);
  });

  it("needs both pairs within a kind and across", () => {
    expect(
      contrastOf(
        edges(() => 1),
        () => "TWO_D",
      ),
    ).toBeNull();
  });
});
