import { describe, expect, it } from "vitest";
import { blockFigure, blocks } from "../../src/report/blocks.ts";
import type { FigureOf } from "../../src/report/compared.ts";
import { least, ownFigure, randomFigure } from "../../src/report/controls.ts";
import { kindTree } from "../../src/report/kind-tree.ts";
import { levelFigure, levels } from "../../src/report/levels.ts";
import { noiseFloor } from "../../src/report/noise-floor.ts";
import { agreementOf, ranks } from "../../src/report/ranks.ts";
import { report } from "../../src/report/report.ts";
import { representations } from "../../src/report/representations.ts";
import { scopesOf } from "../../src/report/scopes.ts";
import { reportOnSeeds } from "../../src/report/seeds.ts";
import { sizes } from "../../src/report/sizes.ts";
import { sameKindFirst, servesOthers } from "../../src/report/trivial.ts";
import type { ProgramEdge } from "../../src/solver/program.ts";
import { evidenceOf, kindOf, large, small } from "./published.ts";

// Expected values: the figures of method.md, sections 6 and 8, quoted there with two digits (0.867 with three), so to half a unit of the last.
const scopes = scopesOf(kindOf, new Set());
const single = (edges: ProgramEdge[]) => edges.filter(scopes.claimed.keeps);

const DEMO = [
  ...["autoencoder", "class_places", "denoise", "edge2d", "edge3d", "keypoint2d"],
  ...["reshade", "rgb2depth", "rgb2sfnorm", "segmentsemantic_rb"],
];
const ofDemo = (edges: ProgramEdge[]) =>
  edges.filter(({ target, sources }) => [target, ...sources].every((task) => DEMO.includes(task)));

describe("the published tables give the published figures", () => {
  const block = (source: string, target: string): FigureOf =>
    blockFigure(kindOf, source as Parameters<typeof blockFigure>[1], target as Parameters<typeof blockFigure>[2]);

  it.each([
    ["TWO_D", "TWO_D", 0.74],
    ["THREE_D", "THREE_D", 0.81],
    ["SEMANTIC", "SEMANTIC", 0.88],
    ["MULTI_VIEW", "MULTI_VIEW", 0.66],
    ["THREE_D", "TWO_D", 0.33],
    ["TWO_D", "THREE_D", 0.34],
    ["SEMANTIC", "TWO_D", 0.65],
    ["SEMANTIC", "THREE_D", 0.43],
    ["THREE_D", "SEMANTIC", 0.63],
    ["TWO_D", "SEMANTIC", 0.35],
    ["THREE_D", "MULTI_VIEW", 0.73],
  ])("block %s to %s", (source, target, expected) => {
    expect(block(source, target)(large)).toBeCloseTo(expected, 2);
  });

  it.each([
    ["TWO_D", "TWO_D", 0.74],
    ["THREE_D", "THREE_D", 0.88],
    ["TWO_D", "THREE_D", 0.22],
    ["THREE_D", "TWO_D", 0.26],
    ["THREE_D", "SEMANTIC", 0.72],
  ])("block %s to %s of the demo's ten tasks alone", (source, target, expected) => {
    expect(Math.abs(block(source, target)(ofDemo(large))! - expected)).toBeLessThanOrEqual(0.0051);
  });

  it("agreement of source ranks: the ceiling and the trivial rankings", () => {
    expect(agreementOf(single(small), single(large))).toBeCloseTo(0.867, 3);
    expect(agreementOf(sameKindFirst(single(large), kindOf), large)).toBeCloseTo(0.63, 2);
    expect(agreementOf(sameKindFirst(single(small), kindOf), small)).toBeCloseTo(0.59, 2);
    // 0.505 where the other targets are the single-image ones, 0.493 where they are all.
    expect(Math.abs(agreementOf(servesOthers(single(large)), large)! - 0.5)).toBeLessThan(0.01);
    expect(agreementOf(ofDemo(small), ofDemo(large))).toBeCloseTo(0.835, 3);
    expect(agreementOf(sameKindFirst(ofDemo(large), kindOf), ofDemo(large))).toBeCloseTo(0.62, 2);
  });

  it("controls: random by kind of target, t -> t", () => {
    expect(randomFigure((target) => kindOf(target) === "TWO_D")(large)).toBeCloseTo(0.58, 2);
    expect(randomFigure((target) => kindOf(target) !== "TWO_D")(large)).toBeCloseTo(0.02, 2);
    const worst = ownFigure(kindOf, false, least)(large)!;
    expect(worst).toBeGreaterThanOrEqual(0.92);
    expect(ownFigure(kindOf, true, least)(large)).toBeLessThan(worst);
  });

  it("levels: Gain by order, first-order Quality", () => {
    const gains = [1, 2, 3, 4, 5].map((order) => levelFigure("gain", order)(large)!);
    for (const [i, expected] of [0.45, 0.66, 0.76, 0.78, 0.83].entries()) expect(gains[i]).toBeCloseTo(expected, 2);
    expect(levelFigure("quality", 1)(large)).toBeCloseTo(0.14, 2);
    expect(levelFigure("quality", 1)(small)).toBeCloseTo(0.105, 3);
  });
});

describe("checks of the published tables", () => {
  const evidence = evidenceOf(large);

  it("find blocks and a tree of kinds, but for the 16k table's kinds shuffled do not", () => {
    expect(blocks(evidence, scopes)).toMatchObject({ verdict: "PASS", reason: expect.stringContaining("p = 0.00010") });
    expect(kindTree(evidence, scopes).verdict).toBe("PASS");
    // Every second task by name: no structure of the table is along it.
    const names = [...new Set(large.flatMap(({ sources }) => sources))].sort();
    const shuffled = {
      ...evidence,
      kindOf: (task: string) => (names.indexOf(task) % 2 ? "TWO_D" : "THREE_D") as "TWO_D",
    };
    expect(blocks(shuffled, scopes).verdict).toBe("FAIL");
    expect(kindTree(shuffled, scopes).verdict).toBe("FAIL");
  });

  it("compare ranks with both tables, and say when there is nothing to compare", () => {
    const { verdict, tables } = ranks(evidence, scopes);
    expect(verdict).toBe("PASS");
    expect(tables[0]!.rows).toContainEqual(
      expect.objectContaining({ table: "1k", targets: "single-image targets", figure: expect.closeTo(0.867, 3) }),
    );
    const renamed = large.map((edge) => ({ ...edge, target: `${edge.target}2` }));
    expect(ranks(evidenceOf(renamed), scopes).verdict).toBe("NOT_MEASURED");
    const trivial = ranks(evidenceOf(sameKindFirst(large, kindOf)), scopes);
    expect(trivial.verdict).toBe("FAIL");
  });

  it("hold a noise floor against what repeats were given anew", () => {
    const repeat = (edges = small) => [
      { id: "again", edges, renewed: { part: "readouts" as const, what: "readouts 2 for 1" } },
    ];
    expect(noiseFloor(evidence, scopes).verdict).toBe("NOT_MEASURED");
    const floor = noiseFloor(evidenceOf(large, { repeats: repeat() }), scopes);
    expect(floor).toMatchObject({ verdict: "PASS", headline: { figure: expect.closeTo(0.867, 3) } });
    expect(floor.reason).toMatch(
      /^mean Spearman with oneself \(single-image targets\), by what was made anew: readouts 0\.87; .*not repeated with new encoders, scenes$/,
    );
    expect(floor.tables[0]!.rows[0]).toMatchObject({ repeat: "again", anew: "readouts 2 for 1" });
    const upsideDown = small.map((edge) => ({ ...edge, affinity: -edge.affinity }));
    expect(noiseFloor(evidenceOf(large, { repeats: repeat(upsideDown) }), scopes).verdict).toBe("FAIL");
  });

  it("give a figure no range where no repeat has it", () => {
    const firstOrder = small.filter(({ order }) => order === 1);
    const repeats = [{ id: "again", edges: firstOrder, renewed: { part: "readouts" as const, what: "" } }];
    const rows = levels(evidenceOf(large, { repeats }), scopes).tables[0]!.rows;
    const range = (order: string) => rows.find((row) => row.number === "Gain" && row.order === order);
    expect(range("1")!.lowest).toBeLessThan(range("1")!.highest as number);
    expect(range("2")).toMatchObject({ meanOfRuns: null, lowest: null, highest: null });
  });

  it("compare two sizes of data as the paper has them", () => {
    const found = sizes(evidenceOf(large, { smaller: { id: "small", edges: small } }), scopes);
    expect(found).toMatchObject({ verdict: "PASS", headline: { figure: expect.closeTo(0.867, 3) } });
    const quality = found.tables[1]!.rows.find(
      ({ targets, number }) => targets === "all targets" && number === "Quality",
    )!;
    expect([quality.moreData, quality.lessData]).toEqual([expect.closeTo(0.14, 2), expect.closeTo(0.105, 3)]);
    expect([quality.publishedMore, quality.publishedLess]).toEqual([quality.moreData, quality.lessData]);
    expect(sizes(evidence, scopes).verdict).toBe("NOT_MEASURED");
    expect(sizes(evidenceOf(small, { smaller: { id: "more", edges: large } }), scopes).verdict).toBe("FAIL");
  });

  it("compare sizes of representations, each with its own contrast", () => {
    const one = { id: "own", edges: large, size: "8x8x8" };
    const other = { id: "fine", edges: small, size: "16x16x8" };
    const found = representations(evidenceOf(large, { resized: [one, other] }), scopes);
    expect(found.verdict).toBe("PASS");
    const [first, second] = found.tables[0]!.rows;
    expect(first).toMatchObject({ agreementWithFirst: expect.closeTo(1, 9), "2D to 2D": expect.closeTo(0.74, 2) });
    expect(second).toMatchObject({ size: "16x16x8", agreementWithFirst: expect.closeTo(0.867, 3) });
    const even = { ...other, edges: large.map((edge) => ({ ...edge, affinity: 1 })) };
    expect(representations(evidenceOf(large, { resized: [one, even] }), scopes).verdict).toBe("FAIL");
    expect(representations(evidence, scopes).verdict).toBe("NOT_MEASURED");
  });

  it("are made of every seed, with their mean and deviation", async () => {
    const firstOrder = (edges: ProgramEdge[]) => ofDemo(edges).filter(({ order }) => order === 1);
    const first = evidenceOf(firstOrder(large));
    const { checks, seeds } = await reportOnSeeds(first, [evidenceOf(firstOrder(small))]);
    expect(seeds.map(({ check }) => check)).toEqual(checks.map(({ name }) => name));
    const ranksRow = seeds.find(({ check }) => check === "Ranks of sources")!;
    expect(ranksRow).toMatchObject({ verdicts: "pass, pass", figures: expect.stringMatching(/^1\.00, 0\.8\d$/) });
    // Of 1 and x: mean (1 + x) / 2, sample deviation (1 - x) / sqrt 2.
    expect(ranksRow.deviation).toBeCloseTo((2 * (1 - (ranksRow.mean as number))) / Math.SQRT2, 9);
    expect((await reportOnSeeds(first, [])).seeds).toEqual([]);
  });

  it("claim nothing of transfers that a training budget chose", async () => {
    const few = large.filter(({ target }) => ["edge2d", "reshade"].includes(target));
    const { conclusion } = await report(evidenceOf(few, { chosen: { candidates: 50, trained: 15 } }));
    expect(conclusion).toMatch(/^No claim of structure, as a training budget chose 15 of 50 first-order transfers/);
  });
});
