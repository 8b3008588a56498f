import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { alternativesCommand } from "../../../src/commands/analyse/alternatives.ts";
import { budgetCurveCommand } from "../../../src/commands/analyse/budget-curve.ts";
import { comparisonCommand } from "../../../src/commands/analyse/comparison.ts";
import { confidenceCommand } from "../../../src/commands/analyse/confidence.ts";
import { leaveOneOutCommand } from "../../../src/commands/analyse/leave-one-out.ts";
import { novelTargetsCommand } from "../../../src/commands/analyse/novel-targets.ts";
import { selectionCommand } from "../../../src/commands/analyse/selection.ts";
import { significanceCommand } from "../../../src/commands/analyse/significance.ts";
import { similarityCommand } from "../../../src/commands/analyse/similarity.ts";
import { trainingOrderCommand } from "../../../src/commands/analyse/training-order.ts";
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

const noService = () => Promise.reject(new Error("no service is needed"));
const deps = { loadEdges: noService, loadMeasured: noService, loadEstimates: noService };
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

it("similarity draws the tree, or writes it as Newick", async () => {
  const asked = { table, vectors: "affinity" as const, resamples: 3, seed: 1 };
  expect(await similarityCommand(asked, deps)).toMatch(/^[\d.]+ \(100%\)\n├─ a\n└─ b$/m);
  expect(await similarityCommand({ ...asked, newick: true }, deps)).toMatch(/^\(a:[\d.]+,b:[\d.]+\)1;$/);
});

it("comparison puts two tables side by side", async () => {
  const text = await comparisonCommand(ask({ withTable: table, budget: "1", moved: 1 }), deps);
  expect(text).toMatch(/^4 transfers are in both, 0 in the first alone, 0 in the second alone$/m);
  expect(text).toMatch(/^labels of both: a; with the labels of the first, the second loses 0\.0000 of its value$/m);
  await expect(comparisonCommand(ask({ moved: 1 }), deps)).rejects.toMatchObject({ code: "BAD_INPUT" });
});

it("novel-targets takes a target that the table does not have from a file of losses", async () => {
  const losses = join(folder, "losses.csv");
  // a beats pixels on both images, b on one; a beats b on both.
  await writeFile(losses, "sources,1,2\na,0.1,0.1\nb,0.2,0.9\npixels,0.5,0.5\n");
  const asked = ask({ budget: "1", target: "new", losses, json: true });
  const { targets } = JSON.parse(await novelTargetsCommand(asked, deps));
  expect(targets[0].alone).toMatchObject({ sources: ["a"], gain: 1, quality: null, labels: ["a"] });
  const known = ask({ budget: "1", target: "a", losses });
  await expect(novelTargetsCommand(known, deps)).rejects.toMatchObject({ code: "BAD_INPUT" });
  expect(await novelTargetsCommand(ask({ budget: "1" }), deps)).toMatch(/^a +b +0\.70 +0\.45 +b +0\.70 +0\.45$/m);
});

it("confidence resamples a file of losses, by groups where they are given", async () => {
  const losses = join(folder, "many.csv");
  const images = Array.from({ length: 40 }, (_, i) => `i${i}`);
  const row = (name: string, lowest: (i: number) => boolean) =>
    [name, ...images.map((_, i) => (lowest(i) ? 0.1 : 0.9))].join(",");
  const text = [`sources,${images.join(",")}`, row("a", (i) => i % 2 === 0), row("b", (i) => i % 2 === 1)].join("\n");
  await writeFile(losses, `${text}\n`);
  const groups = join(folder, "groups.csv");
  // An image that a wins and one that b wins in every group: whatever is drawn, it is a draw.
  await writeFile(groups, `image,group\n${images.map((image, i) => `${image},g${Math.floor(i / 2)}`).join("\n")}\n`);
  const asked = { losses, resamples: 200, seed: 1 };
  const single = JSON.parse(await confidenceCommand({ ...asked, json: true }, deps));
  expect(single).toMatchObject({ target: null, by: "image", images: 40, groups: 40 });
  expect(single.candidates[0].low).toBeLessThan(0.45);
  expect(single.candidates[0].high).toBeGreaterThan(0.55);
  const grouped = await confidenceCommand({ ...asked, groups }, deps);
  expect(grouped).toMatch(/^a +0\.5000 +0\.5000 to 0\.5000 +100%$/m);
  expect(grouped).toMatch(/200 resamples of 40 images in 20 scenes, seed 1\./);
  const byImage = JSON.parse(await confidenceCommand({ ...asked, groups, by: "image", json: true }, deps));
  expect(byImage).toEqual(single);
  await expect(confidenceCommand({ ...asked, by: "scene" }, deps)).rejects.toThrow(/by scene: .* allowed is by image/);
});

it("confidence and selection say what they need", async () => {
  const asked = { resamples: 10, seed: 1 };
  await expect(confidenceCommand(asked, deps)).rejects.toThrow(/--losses FILE and --experiment ID/);
  await expect(confidenceCommand({ ...asked, experiment: "e" }, deps)).rejects.toThrow(/--target NAME/);
  await expect(selectionCommand(ask({ ...asked, budget: "1" }), deps)).rejects.toThrow(/no per-image losses/);
});

it("training-order prints a line a policy and share", async () => {
  const text = await trainingOrderCommand({ table, maxOrder: 1, draws: 1, shares: "0.5,1" }, deps);
  expect(text.split("\n").slice(0, 3)).toEqual([
    "order            share  trained  recall@5  Q at 2  Quality  affinity",
    "random             50%        2     1.000   1.000    1.000     1.000",
    "random            100%        2     1.000   1.000    1.000     1.000",
  ]);
  await expect(trainingOrderCommand({ table, maxOrder: 1, draws: 1, shares: "2" }, deps)).rejects.toMatchObject({
    code: "BAD_INPUT",
  });
});
