import { describe, expect, it } from "vitest";
import { dictionary } from "../../bench/solver-dictionary.ts";
import { OBJECTIVES } from "../../src/domain/objective.ts";
import { randomOf } from "../../src/domain/random.ts";
import { buildPrograms } from "../../src/solver/build.ts";
import { solveModel } from "../../src/solver/highs.ts";
import { instanceOf, scaleOf } from "../../src/solver/instance.ts";
import { weightModel } from "../../src/solver/model.ts";
import type { ProgramInput } from "../../src/solver/program.ts";
import { solveSweep, solveTaxonomy } from "../../src/solver/taxonomy.ts";

/** The whole program by HiGHS alone, without anything of the search; null where infeasible. Costs must not graze the budget. */
function byHighs(input: ProgramInput): number | null {
  const [program] = buildPrograms(input, [input.budget]);
  const instance = instanceOf(program!);
  const solution = solveModel(weightModel(instance, []), null);
  return solution.status === "INFEASIBLE" ? null : solution.bound * scaleOf(program!);
}

/** A dictionary with label costs, importances and an objective drawn anew. */
function question(tasks: number, seed: number): ProgramInput {
  const random = randomOf("plain-highs", tasks, seed);
  const input = dictionary(tasks, seed);
  const names = Object.keys(input.labelCosts);
  return {
    ...input,
    budget: random.between(0.5, 0.6 * tasks),
    objective: random.pick(OBJECTIVES.filter((name) => name !== "gain" && name !== "quality")),
    maxOrder: 1 + random.integer(4),
    labelCosts: Object.fromEntries(names.map((name) => [name, random.between(0.1, 3)])),
    importance: Object.fromEntries(names.map((name) => [name, random.pick([0, 0.5, 1, 3])])),
  };
}

describe("the search", () => {
  // 1e-7: HiGHS prunes and rounds by its own tolerances.
  it("agrees with plain HiGHS", async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const input = question(5 + seed, seed);
      const answer = await solveTaxonomy(input);
      const expected = byHighs(input);
      if (expected === null) expect(answer.status).toBe("INFEASIBLE");
      else expect(Math.abs(answer.value! - expected)).toBeLessThan(1e-7 * Math.max(1, Math.abs(expected)));
    }
  });

  // Proven by native HiGHS 1.16 on the same model (bench/solver-scale.ts), whose tolerances are 1e-6.
  it("proves a dictionary of 200 tasks, with cuts", async () => {
    const answer = await solveTaxonomy(dictionary(200));
    expect(answer.status).toBe("OPTIMAL");
    expect(Math.abs(answer.value! - 6.523633714)).toBeLessThan(1e-6);
  });

  it("agrees with itself when a sweep hands solutions and prices on", async () => {
    const input = question(14, 1);
    const budgets = [0.3, 1, 2, 3.5, 5, 4, 2];
    let at = 0;
    for await (const answer of solveSweep(input, budgets)) {
      const alone = await solveTaxonomy({ ...input, budget: budgets[at++]! });
      expect(answer.status).toBe(alone.status);
      expect(answer.cheapestBudget).toBe(alone.cheapestBudget);
      if (alone.value !== null) expect(Math.abs(answer.value! - alone.value)).toBeLessThan(1e-9);
    }
    expect(at).toBe(budgets.length);
  });

  it("reports falling bounds and rising values, the last of them the answer", async () => {
    const seen: { value: number | null; bound: number }[] = [];
    const answer = await solveTaxonomy(question(16, 4), {
      onProgress: (value, bound) => seen.push({ value, bound }),
    });
    for (const [i, { value, bound }] of seen.entries()) {
      if (i === 0) continue;
      expect(value ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(seen[i - 1]!.value ?? Number.NEGATIVE_INFINITY);
      expect(bound).toBeLessThanOrEqual(seen[i - 1]!.bound);
    }
    expect(seen.at(-1)!.value!).toBeCloseTo(answer.value!, 9);
    expect(seen.at(-1)!.bound).toBeCloseTo(answer.value!, 9);
  });

  it("ends at an abort and answers the next question", async () => {
    const controller = new AbortController();
    const input = dictionary(200);
    const aborted = solveTaxonomy(input, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(aborted).rejects.toThrow(/abort/i);
    await expect(solveTaxonomy(input, { signal: controller.signal })).rejects.toThrow(/abort/i);
    expect((await solveTaxonomy(dictionary(8))).status).toBe("OPTIMAL");
  });
});
