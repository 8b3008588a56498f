import { describe, expect, it } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import { countWins, extendWins, winShare } from "../../src/solver/tournament.ts";

const vectors = (count: number, images: number): Float32Array[] => {
  const random = randomOf("tournament-test", count, images);
  // Few distinct values, so that ties occur.
  return Array.from({ length: count }, () => Float32Array.from({ length: images }, () => random.integer(5)));
};

describe("tournament", () => {
  it("counts images on which a loss is lower, ties one half", () => {
    const wins = countWins([Float32Array.of(1, 2, 3, 4), Float32Array.of(2, 2, 1, 5)]);
    expect([...wins]).toEqual([2, 2.5, 1.5, 2]);
    expect(winShare(Float32Array.of(1, 2, 3, 4), Float32Array.of(2, 2, 1, 5))).toBe(2.5 / 4);
  });

  it("gives one half on the diagonal and complementary counts", () => {
    const images = 40;
    const wins = countWins(vectors(6, images));
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) expect(wins[i * 6 + j]! + wins[j * 6 + i]!).toBe(images);
    }
  });

  it("extended by new rows equals the count of all", () => {
    const all = vectors(7, 50);
    const some = all.slice(0, 4);
    expect(extendWins(countWins(some), 4, some, all.slice(4))).toEqual(countWins(all));
    expect(extendWins(countWins(all), 7, all, [])).toEqual(countWins(all));
  });

  it("of many equals the definition, whatever the losses", () => {
    // Negative ones, zeros of both signs, ties, neighbours in 32 bits, a range of 60 powers of ten; not a whole number of vectors.
    const random = randomOf("tournament-definition");
    const draw: (() => number)[] = [
      () => random.normal(),
      () => random.integer(3) - 1,
      () => -0,
      () => 1 + random.integer(4) * 2 ** -23,
      () => random.normal() * 10 ** random.between(-30, 30),
      () => Math.exp(random.normal()),
    ];
    const images = 4100;
    const losses = Array.from({ length: 14 }, () => new Float32Array(images));
    for (let k = 0; k < images; k++) {
      const value = draw[k % draw.length]!;
      for (const vector of losses) vector[k] = random.uniform() < 0.9 ? value() : random.pick(draw)();
    }
    const wins = countWins(losses);
    losses.forEach((a, i) => {
      losses.forEach((b, j) => {
        const expected = a.reduce((sum, loss, k) => sum + (loss < b[k]! ? 1 : loss === b[k] ? 0.5 : 0), 0);
        expect(wins[i * 14 + j]).toBe(expected);
      });
    });
    expect(extendWins(countWins(losses.slice(0, 3)), 3, losses.slice(0, 3), losses.slice(3))).toEqual(wins);
    for (const loss of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      losses[5]![4000] = loss;
      expect(() => countWins(losses)).toThrow(/finite/);
    }
  });

  it("refuses lengths that differ and losses that are not finite", () => {
    expect(() => countWins([Float32Array.of(1), Float32Array.of(1, 2)])).toThrow(/1 images|2 and 1/);
    expect(() => countWins([Float32Array.of(Number.NaN)])).toThrow(/finite/);
    expect(() => winShare(new Float32Array(0), new Float32Array(0))).toThrow(/0 images/);
  });
});
