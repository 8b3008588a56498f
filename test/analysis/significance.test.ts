import { describe, expect, it } from "vitest";
import { randomTaxonomies } from "../../src/analysis/random-taxonomies.ts";
import { significance } from "../../src/analysis/significance.ts";
import { everySet, smallProgram } from "./small-programs.ts";

describe("random taxonomies", () => {
  const input = smallProgram("random", { budget: 2 });

  it("with their best edges are uniform over the sets of labels that serve every target", () => {
    const sets = everySet(input).filter(({ labels, value }) => labels.length === 2 && value !== null);
    const draws = 4000;
    const counts = new Map<string, number>();
    for (const { value } of randomTaxonomies(input, draws, 1).BEST_EDGES) {
      counts.set(value.toFixed(9), (counts.get(value.toFixed(9)) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(sets.map(({ value }) => value!.toFixed(9)).sort());
    // Five standard deviations of a binomial count.
    const share = 1 / sets.length;
    for (const count of counts.values()) {
      expect(Math.abs(count - draws * share)).toBeLessThan(5 * Math.sqrt(draws * share * (1 - share)));
    }
  });

  it("are the same for the same seed, and random edges are worth no more than the best ones", () => {
    const drawn = randomTaxonomies(input, 50, 7);
    expect(randomTaxonomies(input, 50, 7)).toEqual(drawn);
    drawn.RANDOM_EDGES.forEach(({ value }, i) => {
      expect(value).toBeLessThanOrEqual(drawn.BEST_EDGES[i]!.value + 1e-12);
    });
  });
});

describe("significance", () => {
  it("puts the best taxonomy beside both nulls", async () => {
    const { taxonomy, nulls } = await significance(smallProgram("nulls"), 200, 1);
    expect(nulls.map(({ name }) => name)).toEqual(["RANDOM_EDGES", "BEST_EDGES"]);
    for (const { value, gain, quality } of nulls) {
      expect(value.observed).toBe(taxonomy.value);
      expect(value.low).toBeLessThanOrEqual(value.median);
      expect(value.median).toBeLessThanOrEqual(value.high);
      expect(value.mean).toBeLessThan(value.observed);
      expect(value.percentiles).toHaveLength(101);
      expect(value.percentiles).toEqual([...value.percentiles].sort((a, b) => a - b));
      expect([5, 50, 95].map((percent) => value.percentiles[percent])).toEqual([value.low, value.median, value.high]);
      expect(value.percentiles.at(-1)).toBeLessThanOrEqual(value.observed + 1e-9);
      for (const { p } of [value, gain!, quality!]) expect(p).toBeGreaterThanOrEqual(1 / 201);
    }
    // One of ten sets of three labels is the best one, so about a tenth of the draws are as good.
    expect(nulls[1]!.value.p).toBeGreaterThan(0.03);
    expect(nulls[1]!.value.p).toBeLessThan(0.25);
  });

  it("refuses what no random set of labels can serve", async () => {
    await expect(significance(smallProgram("x", { budget: 0 }), 10, 1)).rejects.toMatchObject({ code: "INFEASIBLE" });
    await expect(significance(smallProgram("x"), 0, 1)).rejects.toMatchObject({ code: "BAD_INPUT" });
  });
});
