import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { alternativesCommand } from "../../../src/commands/analyse/alternatives.ts";
import { budgetCurveCommand } from "../../../src/commands/analyse/budget-curve.ts";
import { leaveOneOutCommand } from "../../../src/commands/analyse/leave-one-out.ts";
import { significanceCommand } from "../../../src/commands/analyse/significance.ts";
import { whyCommand } from "../../../src/commands/analyse/why.ts";

// By affinity a budget of 1 buys a (0.6 + 0.3), by Quality b (0.45 + 0.5).
const TABLE = `target,sources,order,affinity,wins_vs_pixels,wins_vs_task
a,self,1,0.6,0.9,0.5
a,b,1,0.4,0.7,0.45
b,self,1,0.45,0.9,0.5
b,a,1,0.3,0.6,0.2
`;

let folder: string;
let table: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "analyse-"));
  table = join(folder, "table.csv");
  await writeFile(table, TABLE);
});
afterAll(() => rm(folder, { recursive: true }));

const deps = { loadEdges: () => Promise.reject(new Error("no service is needed")) };
const ask = <Rest extends object>(rest: Rest) => ({ table, maxOrder: 4, objective: "affinity" as const, ...rest });

it("budget-curve prints a line a budget, and the trap of small ones", async () => {
  const text = await budgetCurveCommand(ask({ budgets: "0..2" }), deps);
  expect(text.split("\n")).toEqual([
    "budget   value  one more  Gain  Quality  labels to buy",
    "     0       -         -     -        -  INFEASIBLE",
    "     1  0.9000         -  0.75     0.35  a",
    "     2  1.0500    0.1500  0.90     0.50  a b",
    "",
    "The labels depend on the objective:",
    "by quality instead of affinity, budget 1 buys b: Gain 0.80 instead of 0.75, Quality 0.47 instead of 0.35",
  ]);
  const { points } = JSON.parse(await budgetCurveCommand(ask({ budgets: "1..2", json: true }), deps));
  expect(points[0]).toMatchObject({
    budget: 1,
    usedSources: ["a"],
    other: { objective: "quality", usedSources: ["b"] },
  });
});

it("why tells the loss, what replaces it, and what it would need", async () => {
  expect(await whyCommand("a", ask({ budget: "1" }), deps)).toBe(
    [
      "a is chosen: without it the value falls by 0.0500, from 0.9000 to 0.8500",
      "labels bought then: b; no longer: a",
      "  a: b in place of its own labels (affinity 0.6000 to 0.4000)",
      "  b: its own labels in place of a (affinity 0.3000 to 0.4500)",
    ].join("\n"),
  );
  const both = { ...ask({ budget: "1" }), force: "a>a" };
  expect(await whyCommand("b>b", both, deps)).toBe("b>b is not chosen: with it there is no taxonomy below budget 2");
  await expect(whyCommand("a", ask({}), deps)).rejects.toMatchObject({ code: "BAD_INPUT" });
});

it("leave-one-out, alternatives and significance answer in columns and in JSON", async () => {
  const regrets = await leaveOneOutCommand(ask({ budget: "1" }), deps);
  expect(regrets).toMatch(/a +0\.0500 +5\.6% +0\.80 +0\.47 {2}b$/);
  const sets = await alternativesCommand(ask({ budget: "1", count: 5 }), deps);
  expect(sets.split("\n").slice(1)).toEqual([
    "0.9000     0.00%  0.75     0.35  a",
    "0.8500     5.56%  0.80     0.47  b",
  ]);
  const chance = await significanceCommand(ask({ budget: "1", draws: 20, seed: 3 }), deps);
  expect(chance).toMatch(/random labels, their best transfers +value +0\.900/);
  expect(chance).toMatch(/20 random taxonomies, seed 3/);
  const json = JSON.parse(await significanceCommand(ask({ budget: "1", draws: 20, seed: 3, json: true }), deps));
  expect(Object.keys(json)).toEqual(["taxonomy", "draws", "seed", "nulls", "note"]);
});
