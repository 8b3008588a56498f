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

  it("refuses lengths that differ and losses that are not finite", () => {
    expect(() => countWins([Float32Array.of(1), Float32Array.of(1, 2)])).toThrow(/1 images|2 and 1/);
    expect(() => countWins([Float32Array.of(Number.NaN)])).toThrow(/finite/);
    expect(() => winShare(new Float32Array(0), new Float32Array(0))).toThrow(/0 images/);
  });
});
