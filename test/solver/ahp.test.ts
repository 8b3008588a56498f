import fc from "fast-check";
import { EigenvalueDecomposition } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import { affinities } from "../../src/solver/ahp.ts";
import { countWins } from "../../src/solver/tournament.ts";

/** Counts of a tournament given as shares of `images`. */
const counts = (shares: number[][], images: number): number[] => shares.flat().map((share) => share * images);

const expectClose = (actual: Float64Array, expected: number[], tolerance = 1e-12): void => {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThan(tolerance);
};

describe("AHP", () => {
  it("of two candidates is (p, 1 - p)", () => {
    // W' = [1, p/(1-p); (1-p)/p, 1] has rank 1: its columns are multiples of (p, 1-p).
    for (const p of [0.001, 0.2, 0.5, 0.7, 0.999]) {
      const { values, iterations } = affinities(
        counts(
          [
            [0.5, p],
            [1 - p, 0.5],
          ],
          1000,
        ),
        2,
        1000,
      );
      expectClose(values, [p, 1 - p]);
      expect(iterations).toBe(1);
    }
  });

  it("of a consistent 3 x 3 matrix is its generating vector", () => {
    // W[i][j] = v_i / (v_i + v_j) gives W'[i][j] = v_i / v_j, whose only non-zero eigenvalue is 3, with vector v (Saaty 1977).
    const v = [0.6, 0.3, 0.1];
    const shares = v.map((a) => v.map((b) => a / (a + b)));
    expectClose(affinities(counts(shares, 1e6), 3, 1e6).values, v);
  });

  it("of a 3 x 3 matrix is the vector of its rows' geometric means", () => {
    // For three candidates the principal eigenvector equals the geometric means (Crawford and Williams 1985), consistent or not.
    const shares = [
      [0.5, 0.8, 0.3],
      [0.2, 0.5, 0.9],
      [0.7, 0.1, 0.5],
    ];
    const means = shares.map((row, i) => Math.cbrt(row.reduce((product, w, j) => (product * w) / shares[j]![i]!, 1)));
    const total = means.reduce((a, b) => a + b, 0);
    expectClose(
      affinities(counts(shares, 1000), 3, 1000).values,
      means.map((mean) => mean / total),
    );
  });

  it("of one candidate is 1", () => {
    expect([...affinities([5], 1, 10).values]).toEqual([1]);
  });

  it("of candidates that tie is uniform", () => {
    expectClose(
      affinities(countWins([1, 2, 3, 4].map(() => Float32Array.of(1, 2, 3))), 4, 3).values,
      [0.25, 0.25, 0.25, 0.25],
    );
  });

  it("clips a source that always wins at 0.999", () => {
    const { values } = affinities(countWins([Float32Array.of(0, 0), Float32Array.of(1, 1)]), 2, 2);
    expectClose(values, [0.999, 0.001]);
  });

  it("is unchanged by any increasing rescaling of the losses", () => {
    const random = randomOf("ahp-rescaling");
    // Multiples of 1/64, so that the rescaled values stay distinct in 32 bits.
    const losses = Array.from({ length: 8 }, () => Float32Array.from({ length: 60 }, () => random.integer(64) / 64));
    const rescaled = losses.map((vector) => vector.map((loss) => Math.exp(3 * loss) - 7));
    expect(affinities(countWins(rescaled), 8, 60).values).toEqual(affinities(countWins(losses), 8, 60).values);
  });

  it("agrees with repeated squaring of the matrix on random tournaments", () => {
    // Columns of A^(2^40) are multiples of the principal eigenvector: an independent method, without vectors or stopping rule.
    for (const members of [2, 3, 5, 12, 30]) {
      const random = randomOf("ahp-squaring", members);
      const losses = Array.from({ length: members }, (_, i) =>
        Float32Array.from({ length: 200 }, () => random.normal() + 0.1 * i),
      );
      const wins = countWins(losses);
      const { values, residual } = affinities(wins, members, 200);
      expect(residual).toBeLessThan(1e-12);
      expectClose(values, principalBySquaring(wins, members, 200), 1e-9);
    }
  });

  it("converges on a cycle of candidates that nearly always beat the next", () => {
    const shares = [
      [0.5, 0.999, 0.002],
      [0.001, 0.5, 0.999],
      [0.998, 0.001, 0.5],
    ];
    const { values, iterations } = affinities(counts(shares, 1000), 3, 1000);
    expect(iterations).toBeLessThan(1000);
    expectClose(values, principalBySquaring(counts(shares, 1000), 3, 1000), 1e-9);
  });

  it("has the properties of any principal vector, on any tournament", () => {
    const tournament = fc
      .record({ members: fc.integer({ min: 1, max: 9 }), images: fc.integer({ min: 1, max: 12 }) })
      .chain(({ members, images }) =>
        // Few different losses, so that there are ties.
        fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: images, maxLength: images }), {
          minLength: members,
          maxLength: members,
        }),
      );
    fc.assert(
      fc.property(tournament, (rows) => {
        const losses = rows.map((row) => Float32Array.from(row));
        const [members, images] = [losses.length, losses[0]!.length];
        const { values, residual, iterations } = affinities(countWins(losses), members, images);
        expect(residual).toBeLessThan(1e-12);
        expect(iterations).toBeLessThanOrEqual(1000);
        for (const value of values) expect(value).toBeGreaterThan(0);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
        // An independent eigen-solver: the real eigenvector of the largest eigenvalue, by ml-matrix (QR).
        expectClose(values, principalByQr(countWins(losses), members, images), 1e-9);
        // In another order the candidates have the same numbers.
        const { values: reversed } = affinities(countWins(losses.toReversed()), members, images);
        expectClose(reversed, [...values].reverse(), 1e-10);
        // Who is never worse than another on any image is not below it.
        for (const [i, a] of losses.entries()) {
          for (const [j, b] of losses.entries()) {
            if (a.every((loss, image) => loss <= b[image]!)) expect(values[i]! - values[j]!).toBeGreaterThan(-1e-10);
          }
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it("refuses no candidates and no images", () => {
    expect(() => affinities([], 0, 10)).toThrow(/no candidates/);
    expect(() => affinities([0], 1, 0)).toThrow(/0 images/);
  });
});

function principalByQr(wins: ArrayLike<number>, m: number, images: number): number[] {
  const share = (i: number, j: number): number => Math.min(0.999, Math.max(0.001, wins[i * m + j]! / images));
  const each = [...Array(m).keys()];
  const found = new EigenvalueDecomposition(each.map((i) => each.map((j) => share(i, j) / share(j, i))));
  const { realEigenvalues, eigenvectorMatrix } = found;
  const vector = eigenvectorMatrix.getColumn(realEigenvalues.indexOf(Math.max(...realEigenvalues)));
  const total = vector.reduce((a, b) => a + b, 0);
  return vector.map((value) => value / total);
}

function principalBySquaring(wins: ArrayLike<number>, m: number, images: number): number[] {
  const share = (i: number, j: number): number => Math.min(0.999, Math.max(0.001, wins[i * m + j]! / images));
  const each = [...Array(m).keys()];
  let matrix = each.map((i) => each.map((j) => share(i, j) / share(j, i)));
  for (let step = 0; step < 40; step++) {
    const square = each.map((i) => each.map((j) => each.reduce((sum, k) => sum + matrix[i]![k]! * matrix[k]![j]!, 0)));
    const total = square.flat().reduce((a, b) => a + b, 0);
    matrix = square.map((row) => row.map((value) => value / total));
  }
  const sums = matrix.map((row) => row.reduce((a, b) => a + b, 0));
  return sums.map((sum) => sum / sums.reduce((a, b) => a + b, 0));
}
