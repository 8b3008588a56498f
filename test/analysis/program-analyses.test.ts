import { describe, expect, it } from "vitest";
import { alternatives } from "../../src/analysis/alternatives.ts";
import { budgetCurve } from "../../src/analysis/budget-curve.ts";
import { leaveOneOut } from "../../src/analysis/leave-one-out.ts";
import { why } from "../../src/analysis/why.ts";
import { solveTaxonomy } from "../../src/solver/taxonomy.ts";
import { bestByEnumeration } from "../solver/enumerate.ts";
import { everySet, smallProgram } from "./small-programs.ts";

// Expected values come from exhaustive enumeration over all sets of labels.

describe("budget curve", () => {
  it("is the best of every budget, with what one more label adds", async () => {
    const input = smallProgram("curve");
    const points = await budgetCurve(input, [0, 1, 2, 3, 5]);
    const expected = [0, 1, 2, 3, 5].map((budget) => bestByEnumeration({ ...input, budget }));
    for (const [i, { value }] of points.entries()) {
      if (expected[i] === null) expect(value).toBeNull();
      else expect(value).toBeCloseTo(expected[i]!, 9);
    }
    expect(points.slice(0, 2).map(({ marginalValue }) => marginalValue)).toEqual([null, null]);
    expect(points[3]!.marginalValue).toBeCloseTo(expected[3]! - expected[2]!, 9);
    // Two labels more, for each of them.
    expect(points[4]!.marginalValue).toBeCloseTo((expected[4]! - expected[3]!) / 2, 9);
  });

  it("answers as each budget solved alone, within one time limit", async () => {
    const input = smallProgram("curve");
    const budgets = [0, 1, 2, 3, 5];
    const points = await budgetCurve({ ...input, timeLimit: 100 }, budgets);
    for (const [i, { status, value, usedSources }] of points.entries()) {
      const { transfers: _, ...alone } = await solveTaxonomy({ ...input, budget: budgets[i]! });
      expect({ status, value, usedSources }).toEqual({
        ...{ status: alone.status, value: alone.value, usedSources: alone.usedSources },
      });
    }
    await expect(budgetCurve({ ...input, timeLimit: 1e-9 }, budgets)).rejects.toMatchObject({ code: "TIME_LIMIT" });
  });

  it("tells where another objective would buy other labels, and only there", async () => {
    const points = await budgetCurve(smallProgram("curve"), [1, 2, 3, 4, 5]);
    for (const { usedSources, other } of points) {
      if (other) expect(other.usedSources).not.toEqual(usedSources);
      if (other) expect(other.message).toContain(other.usedSources.join(", "));
    }
    expect(points.some(({ other }) => other !== null)).toBe(true);
  });
});

describe("why", () => {
  it("of a chosen source or transfer is the loss without it, of another one the loss with it", async () => {
    const input = smallProgram("why");
    const value = bestByEnumeration(input)!;
    for (const about of ["a", "b", "c", "d", "e", "a>a", "c>a", "b+c>a", "c+e>a"]) {
      const answer = await why(input, about);
      const list = answer.chosen ? "forbid" : "force";
      const otherwise = bestByEnumeration({ ...input, [list]: [about] })!;
      expect(answer.value).toBeCloseTo(value, 9);
      expect(answer.loss, about).toBeCloseTo(value - otherwise, 9);
      const lost = answer.changes.reduce((sum, { before, after }) => sum + before.affinity - after.affinity, 0);
      expect(lost, about).toBeCloseTo(answer.loss!, 9);
    }
  });

  it("says what budget the other choice would need", async () => {
    const answer = await why(smallProgram("why", { budget: 1 }), "b+c>a");
    expect(answer).toMatchObject({ chosen: false, otherwise: null, loss: null, cheapestBudget: 2, changes: [] });
  });

  it("refuses what does not exist, and a budget that nothing fits", async () => {
    await expect(why(smallProgram("why"), "a>z")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(why(smallProgram("why"), "f")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(why(smallProgram("why", { budget: 0 }), "a")).rejects.toMatchObject({ code: "INFEASIBLE" });
  });
});

describe("leave one out", () => {
  it("is the loss without each used source, largest first", async () => {
    const input = smallProgram("regret");
    const value = bestByEnumeration(input)!;
    const { taxonomy, regrets } = await leaveOneOut(input);
    expect(regrets.map(({ source }) => source).sort()).toEqual(taxonomy.usedSources);
    for (const { source, regret, share, replacedBy } of regrets) {
      expect(regret).toBeCloseTo(value - bestByEnumeration({ ...input, forbid: [source] })!, 9);
      expect(share).toBeCloseTo(regret! / value, 9);
      for (const name of replacedBy) expect(taxonomy.usedSources).not.toContain(name);
    }
    expect(regrets.map(({ regret }) => regret)).toEqual(regrets.map(({ regret }) => regret).sort((a, b) => b! - a!));
  });
});

describe("alternatives", () => {
  for (const budget of [2, 3, 5]) {
    it(`are the best sets of labels in turn, at budget ${budget}`, async () => {
      const input = smallProgram(`alternatives ${budget}`, { budget });
      const sets = everySet(input).filter(({ value }) => value !== null);
      // A set is no alternative where fewer labels are worth the same.
      const useful = sets.filter(
        ({ labels, value }) =>
          !sets.some(
            (other) =>
              other.labels.length < labels.length &&
              other.labels.every((label) => labels.includes(label)) &&
              Math.abs(other.value! - value!) < 1e-12,
          ),
      );
      const expected = useful.sort((a, b) => b.value! - a.value!).slice(0, 6);
      const { taxonomies, complete } = await alternatives(input, { count: 6, within: null });
      expect(complete).toBe(true);
      expect(taxonomies.map(({ usedSources }) => usedSources)).toEqual(expected.map(({ labels }) => labels));
      taxonomies.forEach(({ value }, i) => {
        expect(value).toBeCloseTo(expected[i]!.value!, 9);
      });
    });
  }

  it("end where they are worse than asked for", async () => {
    const input = smallProgram("within");
    const { taxonomies } = await alternatives(input, { count: 20, within: null });
    const within = 1 - taxonomies[3]!.value / taxonomies[0]!.value;
    const near = await alternatives(input, { count: 20, within });
    expect(near.taxonomies.map(({ usedSources }) => usedSources)).toEqual(
      taxonomies.slice(0, 4).map(({ usedSources }) => usedSources),
    );
  });

  it("keep to the forces and bans of the question", async () => {
    const input = smallProgram("forces", { force: ["a", "b+c>a"], forbid: ["d"] });
    const { taxonomies } = await alternatives(input, { count: 10, within: null });
    for (const { usedSources, transfers } of taxonomies) {
      expect(usedSources).toEqual(expect.arrayContaining(["b", "c"]));
      expect(usedSources).not.toContain("d");
      expect(transfers[0]!.sources).toEqual(["b", "c"]);
    }
  });

  it("refuse counts and shares out of range", async () => {
    const bad = [
      { count: 0, within: null },
      { count: 101, within: null },
      { count: 1, within: -0.1 },
    ];
    for (const asked of bad) {
      await expect(alternatives(smallProgram("x"), asked)).rejects.toMatchObject({ code: "BAD_INPUT" });
    }
  });
});
