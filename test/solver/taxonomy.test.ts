import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OBJECTIVES } from "../../src/domain/objective.ts";
import type { ProgramEdge, ProgramInput } from "../../src/solver/program.ts";
import { solveTaxonomy } from "../../src/solver/taxonomy.ts";
import { bestByEnumeration } from "./enumerate.ts";

/** `a+b>t` with its affinity; `t>t` is the self edge. */
function edge(name: string, affinity: number, rest: Partial<ProgramEdge> = {}): ProgramEdge {
  const [left, target] = name.split(">") as [string, string];
  const sources = left.split("+");
  const self = left === target;
  return { target, sources, order: sources.length, self, control: false, affinity, gain: null, quality: null, ...rest };
}

const question = (edges: ProgramEdge[], budget: number, rest: Partial<ProgramInput> = {}): ProgramInput => ({
  ...{ edges, budget, maxOrder: 4, objective: "affinity", labelCosts: {}, importance: {} },
  ...{ force: [], forbid: [], withRandom: false, timeLimit: null },
  ...rest,
});

const SMALL = [
  ...[edge("a>a", 0.6), edge("b>a", 0.3), edge("c>a", 0.1), edge("b>b", 0.7), edge("a>b", 0.2), edge("c>b", 0.1)],
  ...[edge("a>t", 0.2), edge("b>t", 0.1), edge("a+b>t", 0.5), edge("c>t", 0.2)],
];

describe("solveTaxonomy", () => {
  it("answers in full", async () => {
    const measured = [edge("b>a", 0.3, { gain: 0.8, quality: 0.2 }), edge("b>b", 0.7, { gain: 1, quality: 0.5 })];
    const { seconds, ...answer } = await solveTaxonomy(question(measured, 1));
    expect(seconds).toBeGreaterThan(0);
    expect(answer).toEqual({
      ...{ budget: 1, maxOrder: 4, objective: "affinity", value: 1, bound: 1, gap: 0, status: "OPTIMAL" },
      usedSources: ["b"],
      transfers: [
        { target: "a", sources: ["b"], order: 1, self: false, affinity: 0.3, gain: 0.8, quality: 0.2 },
        { target: "b", sources: ["b"], order: 1, self: true, affinity: 0.7, gain: 1, quality: 0.5 },
      ],
      ...{ gain: 0.9, quality: 0.35, cheapestBudget: null },
    });
  });

  it("weighs targets by importance and sources by cost", async () => {
    expect((await solveTaxonomy(question(SMALL, 1))).usedSources).toEqual(["b"]);
    expect((await solveTaxonomy(question(SMALL, 1, { importance: { a: 3 } }))).usedSources).toEqual(["a"]);
    expect((await solveTaxonomy(question(SMALL, 1, { labelCosts: { a: 2, b: 1.5 } }))).usedSources).toEqual(["c"]);
    const free = await solveTaxonomy(question(SMALL, 0, { labelCosts: { a: 0, b: 0 } }));
    expect(free.value).toBeCloseTo(1.8, 12);
  });

  it("buys a forced source, which counts in the budget even where no edge uses it", async () => {
    const edges = [edge("a>a", 0.9), edge("b>a", 0.1), edge("c>b", 0.4), edge("a>b", 0.5)];
    const answer = await solveTaxonomy(question(edges, 2, { force: ["c"] }));
    expect(answer.usedSources).toEqual(["a"]);
    const tight = await solveTaxonomy(question(edges, 1, { force: ["c"] }));
    expect(tight).toMatchObject({ status: "INFEASIBLE", cheapestBudget: 2, value: null, transfers: [] });
  });

  it("chooses a forced edge and avoids forbidden ones", async () => {
    const forced = await solveTaxonomy(question(SMALL, 2, { force: ["c>t"] }));
    expect(forced.transfers.find(({ target }) => target === "t")?.sources).toEqual(["c"]);
    const forbidden = await solveTaxonomy(question(SMALL, 2, { forbid: ["a+b>t", "b>b"] }));
    expect(forbidden.transfers.map(({ sources, target }) => `${sources.join("+")}>${target}`)).toEqual([
      "a>a",
      "a>b",
      "a>t",
    ]);
    const without = await solveTaxonomy(question(SMALL, 3, { forbid: ["b"] }));
    expect(without.usedSources).not.toContain("b");
  });

  it("keeps to allowed targets, sources and orders", async () => {
    expect((await solveTaxonomy(question(SMALL, 3, { targets: ["t"] }))).transfers.map(({ target }) => target)).toEqual(
      ["t"],
    );
    expect((await solveTaxonomy(question(SMALL, 3, { sources: ["c"] }))).usedSources).toEqual(["c"]);
    expect((await solveTaxonomy(question(SMALL, 3, { maxOrder: 1 }))).value).toBeCloseTo(1.5, 12);
  });

  it("leaves controls out, and random unless asked for", async () => {
    const edges = [
      ...[edge("a>a", 0.4), edge("a>a", 0.5, { self: false, control: true }), edge("random>a", 0.9, { control: true })],
      edge("b>a", 0.1),
    ];
    expect((await solveTaxonomy(question(edges, 1))).value).toBe(0.4);
    expect((await solveTaxonomy(question(edges, 1, { withRandom: true }))).value).toBe(0.9);
    const named = await solveTaxonomy(question(edges, 1, { force: ["a>a"] }));
    expect(named.transfers[0]).toMatchObject({ self: true, affinity: 0.4 });
  });

  it("is infeasible where a target has controls alone", async () => {
    const edges = [edge("a>a", 0.4), edge("random>b", 0.9, { control: true })];
    expect(await solveTaxonomy(question(edges, 1))).toMatchObject({ status: "INFEASIBLE", cheapestBudget: null });
    expect((await solveTaxonomy(question(edges, 2, { withRandom: true }))).value).toBe(1.3);
  });

  it("answers an infeasible program with the cheapest feasible budget", async () => {
    const apart = [edge("a>a", 0.6), edge("b>b", 0.7), edge("a+b>t", 0.2), edge("c>t", 0.4)];
    const answer = await solveTaxonomy(question(apart, 1, { labelCosts: { a: 2, b: 0.5 } }));
    expect(answer).toMatchObject({
      status: "INFEASIBLE",
      cheapestBudget: 2.5,
      gain: null,
      quality: null,
      bound: null,
      gap: null,
    });
    const never = await solveTaxonomy(question(apart, 9, { forbid: ["a"] }));
    expect(never).toMatchObject({ status: "INFEASIBLE", cheapestBudget: null });
    expect((await solveTaxonomy(question(apart, 2.5, { labelCosts: { a: 2, b: 0.5 } }))).status).toBe("OPTIMAL");
  });

  it("counts decimal label costs as decimals", async () => {
    const edges = [edge("a>a", 0.6), edge("b>b", 0.7)];
    expect((await solveTaxonomy(question(edges, 0.3, { labelCosts: { a: 0.1, b: 0.2 } }))).status).toBe("OPTIMAL");
    // Within the solver's own tolerance of the budget, yet above it.
    const over = question([...edges, edge("b>a", 0.1)], 2 - 1e-7, {});
    expect(await solveTaxonomy(over)).toMatchObject({ status: "OPTIMAL", usedSources: ["b"] });
  });

  it("does not depend on the order of the edges", async () => {
    const ties = [edge("a>t", 0.5), edge("b>t", 0.5), edge("a>u", 0.5), edge("b>u", 0.5), edge("a+b>u", 0.5)];
    const one = await solveTaxonomy(question(ties, 1));
    const other = await solveTaxonomy(question([...ties].reverse(), 1));
    expect(other.transfers).toEqual(one.transfers);
    const both = await solveTaxonomy(question(ties, 2));
    expect(both.transfers.every(({ order }) => order === 1)).toBe(true);
  });

  it("refuses what it does not know and what contradicts itself", async () => {
    const fail = (rest: Partial<ProgramInput>, budget = 2) => solveTaxonomy(question(SMALL, budget, rest));
    await expect(fail({ targets: ["tt"] })).rejects.toThrow(/target tt .*did you mean t\?/);
    await expect(fail({ force: ["a+c>t"] })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(fail({ force: ["a"], forbid: ["a"] })).rejects.toMatchObject({ code: "BAD_INPUT" });
    await expect(fail({ force: ["a>t", "b>t"] })).rejects.toThrow(/a>t is forced too/);
    await expect(fail({ force: ["a+b>t"], maxOrder: 1 })).rejects.toThrow(/order is above 1/);
    await expect(fail({ force: ["a>t"], sources: ["b"] })).rejects.toThrow(/source a/);
    await expect(fail({ force: ["a>t"], forbid: ["a>t"] })).rejects.toThrow(/forbidden/);
    await expect(fail({ force: ["a>t"], targets: ["a"] })).rejects.toThrow(/not among the targets/);
    await expect(fail({ labelCosts: { a: -1 } })).rejects.toThrow(/label cost of a/);
    await expect(fail({}, Number.NaN)).rejects.toThrow(/budget NaN/);
    await expect(fail({ maxOrder: 0 })).rejects.toThrow(/maximum order/);
  });

  it("equals exhaustive enumeration on random small programs", async () => {
    const tasks = ["a", "b", "c", "d", "e"];
    const arbitraryEdge = fc.record({
      target: fc.constantFrom(...tasks.slice(0, 3), "t"),
      sources: fc.subarray(tasks, { minLength: 1, maxLength: 3 }),
      affinity: fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
      gain: fc.double({ min: 0, max: 1, noNaN: true }),
      quality: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const arbitraryQuestion = fc
      .uniqueArray(arbitraryEdge, {
        selector: ({ target, sources }) => `${sources.join("+")}>${target}`,
        minLength: 4,
        maxLength: 24,
      })
      .chain((raw) => {
        const edges = raw.map(({ target, sources, affinity, gain, quality }) =>
          edge(`${sources.join("+")}>${target}`, affinity, { gain, quality }),
        );
        const used = [...new Set(edges.flatMap(({ sources }) => sources))];
        const numbers = fc.dictionary(fc.constantFrom(...tasks, "t"), fc.constantFrom(0, 0.1, 0.2, 0.3, 0.7, 1, 2.5));
        return fc.record({
          edges: fc.constant(edges),
          budget: fc.constantFrom(0, 0.3, 1, 1.3, 2, 3, 3.5, 5),
          maxOrder: fc.integer({ min: 1, max: 3 }),
          objective: fc.constantFrom(...OBJECTIVES),
          labelCosts: numbers,
          importance: numbers,
          forbid: fc.subarray([...used, ...edges.map(({ sources, target }) => `${sources.join("+")}>${target}`)], {
            maxLength: 2,
          }),
          force: fc.subarray([...used, ...edges.map(({ sources, target }) => `${sources.join("+")}>${target}`)], {
            maxLength: 2,
          }),
          withRandom: fc.constant(false),
          timeLimit: fc.constant(null),
        });
      });
    await fc.assert(
      fc.asyncProperty(arbitraryQuestion, async (input) => {
        const answer = await solveTaxonomy(input).catch((error) => {
          expect(error.code).toBe("BAD_INPUT");
          return null;
        });
        // A contradiction; the enumeration finds nothing either.
        if (answer === null) return void expect(bestByEnumeration(input)).toBeNull();
        const best = bestByEnumeration(input);
        if (best === null) {
          expect(answer.status).toBe("INFEASIBLE");
          const { cheapestBudget } = answer;
          if (cheapestBudget === null) return void expect(bestByEnumeration({ ...input, budget: 1e6 })).toBeNull();
          expect(cheapestBudget).toBeGreaterThan(input.budget);
          expect(bestByEnumeration({ ...input, budget: cheapestBudget })).not.toBeNull();
          if (cheapestBudget > 0.01) expect(bestByEnumeration({ ...input, budget: cheapestBudget - 0.01 })).toBeNull();
          return;
        }
        expect(answer.status).toBe("OPTIMAL");
        expect(Math.abs(answer.value! - best)).toBeLessThan(1e-9);
        expect(answer.bound).toBe(answer.value);
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});
