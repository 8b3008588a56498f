import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseTable, type TableRow } from "../../src/files/table.ts";
import type { ProgramInput } from "../../src/solver/program.ts";
import { solveTaxonomy } from "../../src/solver/taxonomy.ts";

function readTable(name: string): TableRow[] {
  const file = `published/${name}.csv`;
  return parseTable(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"), file);
}

const TABLES = Object.fromEntries(
  ["taskonomy2018", "taskonomy2018_16k", "taskonomy2018_1k"].map((name) => [name, readTable(name)]),
);

function question(table: string, budget: number, rest: Partial<ProgramInput> = {}): ProgramInput {
  const edges = TABLES[table]!.flatMap(({ affinity, pixels, ...edge }) =>
    pixels || affinity === null ? [] : [{ ...edge, affinity }],
  );
  return {
    ...{ edges, budget, maxOrder: 4, objective: "affinity", labelCosts: {}, importance: {} },
    ...{ force: [], forbid: [], withRandom: false, timeLimit: null },
    ...rest,
  };
}

describe("the published tables", () => {
  it("have affinities that sum to 1 for every target", () => {
    // Method section 6. 1e-6: they were published in single precision.
    for (const rows of Object.values(TABLES)) {
      const sums = new Map<string, number>();
      for (const { target, affinity } of rows) sums.set(target, (sums.get(target) ?? 0) + (affinity ?? 0));
      expect(sums.size).toBe(22);
      for (const sum of sums.values()) expect(Math.abs(sum - 1)).toBeLessThan(1e-6);
    }
  });

  // Values by scipy.optimize.milp (bench/scipy_milp.py), mip_rel_gap 0. They agree to 1e-12.
  it.each([
    ["taskonomy2018", 1, 1, 1.3134961955067261],
    ["taskonomy2018", 1, 25, 4.147592254125971],
    ["taskonomy2018", 2, 2, 2.151828949411708],
    ["taskonomy2018", 2, 8, 4.568648239014468],
    ["taskonomy2018_16k", 1, 8, 2.2472016021837318],
    ["taskonomy2018_16k", 4, 1, 0.9366601506721609],
    ["taskonomy2018_16k", 4, 8, 2.2794428559274142],
    ["taskonomy2018_16k", 4, 26, 2.4709771546603587],
    ["taskonomy2018_1k", 4, 2, 1.8285455781850217],
    ["taskonomy2018_1k", 4, 8, 3.7351096092668463],
  ])("%s, order %i, budget %d: %d", async (table, maxOrder, budget, value) => {
    const answer = await solveTaxonomy(question(table, budget, { maxOrder }));
    expect(answer.status).toBe("OPTIMAL");
    expect(Math.abs(answer.value! - value)).toBeLessThan(1e-12);
  });

  it("show the trap of small budgets (method section 4)", async () => {
    expect((await solveTaxonomy(question("taskonomy2018_16k", 2))).usedSources).toEqual(["denoise", "edge2d"]);
    for (const objective of ["affinity", "log"] as const) {
      const answer = await solveTaxonomy(question("taskonomy2018_16k", 1, { objective }));
      expect(answer.usedSources).toEqual(["denoise"]);
      expect(answer.gain).toBeCloseTo(0.45, 2);
      expect(answer.quality).toBeCloseTo(0.14, 2);
    }
    const normals = await solveTaxonomy(question("taskonomy2018_16k", 1, { force: ["rgb2sfnorm"] }));
    expect(normals.gain).toBeCloseTo(0.6, 2);
    expect(normals.quality).toBeCloseTo(0.24, 2);
  });

  it("are answered within a time limit with an incumbent and its bound", async () => {
    const answer = await solveTaxonomy(question("taskonomy2018_16k", 8, { timeLimit: 1e-3 }));
    expect(["FEASIBLE", "OPTIMAL"]).toContain(answer.status);
    expect(answer.transfers).toHaveLength(22);
    expect(answer.usedSources.length).toBeLessThanOrEqual(8);
    expect(answer.bound!).toBeGreaterThanOrEqual(2.2794428559274142 - 1e-9);
  });
});
