import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { comparison } from "../../src/analysis/comparison.ts";
import { novelTargets } from "../../src/analysis/novel-targets.ts";
import { readQuestion } from "../../src/commands/solve-options.ts";
import { bestByEnumeration } from "../solver/enumerate.ts";
import { smallProgram } from "./small-programs.ts";

const published = (table: string) => {
  const file = join(import.meta.dirname, "../../published", `${table}.csv`);
  const noService = () => Promise.reject(new Error("no service is needed"));
  return readQuestion({ table: file, maxOrder: 4, objective: "affinity" }, noService);
};

describe("comparison", () => {
  it("finds the agreement of the published 1k and 16k tables", async () => {
    const { targets } = await comparison(await published("taskonomy2018_1k"), await published("taskonomy2018_16k"), {
      budget: null,
      moved: 0,
    });
    const multiImage = ["ego_motion", "fix_pose", "non_fixated_pose", "point_match"];
    const single = targets.filter(({ target }) => !multiImage.includes(target)).map(({ spearman }) => spearman!);
    // method.md, section 6: 0.867 over the 18 single-image targets, -0.45 to -0.02 for the others.
    expect(single).toHaveLength(18);
    expect(single.reduce((sum, value) => sum + value, 0) / 18).toBeCloseTo(0.867, 3);
    const multi = targets.filter(({ target }) => multiImage.includes(target)).map(({ spearman }) => spearman!);
    expect(Math.min(...multi)).toBeCloseTo(-0.45, 2);
    expect(Math.max(...multi)).toBeCloseTo(-0.02, 2);
  });

  it("of a table with itself finds no difference", async () => {
    const question = smallProgram("same");
    const answer = await comparison(question, question, { budget: 2, moved: 5 });
    for (const { spearman, bestBefore, bestAfter } of answer.targets) {
      expect(spearman).toBeCloseTo(1, 12);
      expect(bestBefore).toBe(bestAfter);
    }
    expect(answer.edges).toEqual({ both: question.edges.length, onlyBefore: 0, onlyAfter: 0 });
    expect(answer.moved.every(({ rankBefore, rankAfter }) => rankBefore === rankAfter)).toBe(true);
    expect(answer.taxonomies).toMatchObject({ changes: [], regret: expect.closeTo(0, 9) });
    expect(answer.taxonomies!.shared).toEqual(answer.taxonomies!.before.usedSources);
  });

  it("tells what the labels of the first are worth in the second", async () => {
    const [first, second] = [smallProgram("first"), smallProgram("second")];
    const { taxonomies } = await comparison(first, second, { budget: 2, moved: 0 });
    const labels = taxonomies!.before.usedSources;
    const expected =
      bestByEnumeration({ ...second, budget: 2 })! - bestByEnumeration({ ...second, budget: 5, sources: labels })!;
    expect(taxonomies!.regret).toBeCloseTo(expected, 9);
  });

  it("refuses tables without a common target", async () => {
    const first = smallProgram("x");
    const second = { ...first, edges: first.edges.map((edge) => ({ ...edge, target: `${edge.target}2` })) };
    await expect(comparison(first, second, { budget: null, moved: 0 })).rejects.toMatchObject({ code: "BAD_INPUT" });
  });
});

describe("novel targets", () => {
  it("are served without their own labels, alone and with all", async () => {
    const input = smallProgram("novel", { budget: 2 });
    const { targets, alone } = await novelTargets(input, null);
    expect(targets.map(({ target }) => target)).toEqual(["a", "b", "c", "d", "e"]);
    for (const { target, alone, withAll } of targets) {
      const without = { ...input, forbid: [target] };
      expect(alone!.affinity).toBeCloseTo(bestByEnumeration({ ...without, targets: [target] })!, 12);
      expect(withAll!.labels).not.toContain(target);
      expect(withAll!.affinity).toBeLessThanOrEqual(alone!.affinity);
    }
    expect(alone.gain).toBeCloseTo(targets.reduce((sum, { alone }) => sum + alone!.gain!, 0) / 5, 12);
  });

  it("may be one that nothing serves within the budget", async () => {
    const answer = await novelTargets(smallProgram("novel", { budget: 0 }), ["a"]);
    expect(answer.targets).toEqual([{ target: "a", alone: null, withAll: null }]);
    expect(answer.alone).toEqual({ gain: null, quality: null });
    await expect(novelTargets(smallProgram("novel"), ["z"])).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
