import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { similarity } from "../../src/analysis/similarity.ts";
import { copheneticDistances, membersOf, mergesOf, newick, wardTree } from "../../src/analysis/tree.ts";
import { transferVectors, type VectorKind } from "../../src/analysis/vectors.ts";
import { parseTable } from "../../src/files/table.ts";
import type { ProgramEdge } from "../../src/solver/program.ts";

async function published(table: string): Promise<ProgramEdge[]> {
  const file = join(import.meta.dirname, "../../published", `${table}.csv`);
  return parseTable(await readFile(file, "utf8"), file).flatMap(({ affinity, pixels, ...edge }) =>
    affinity === null || pixels ? [] : [{ ...edge, affinity }],
  );
}

/**
 * Merge heights of scipy 1.17.1 with numpy 2.4.6: `linkage(M, "ward")[:, 2]`, to 9 digits, where M has a row a first-order source
 * (`random` left out, t -> t from its own encoder) and a column a target, and holds affinities, or (rankdata - 1) / (n - 1) of each column.
 */
const SCIPY_HEIGHTS: Record<string, number[]> = {
  "taskonomy2018 rank": [
    0.536837447, 0.540061725, 0.633278506, 0.638737905, 0.691382137, 0.704647272, 0.751541625, 0.865691225, 0.923585004,
    0.965702345, 0.979831335, 0.981601582, 1.07770976, 1.12756908, 1.20905151, 1.26183223, 1.38788158, 1.7317823,
    1.7318002, 1.85532, 2.08326389, 3.03225096, 5.03157612, 6.0177964,
  ],
  "taskonomy2018 affinity": [
    0.00792246381, 0.0116266501, 0.0143950069, 0.0144312034, 0.0162864622, 0.0182153665, 0.0189065487, 0.0237418571,
    0.0292591714, 0.0336745627, 0.0338265776, 0.0454040135, 0.0494166813, 0.0586472879, 0.059840657, 0.0679743645,
    0.0725451188, 0.0941533452, 0.0944955393, 0.0976105718, 0.122026756, 0.181897903, 0.25741352, 0.329474019,
  ],
  "taskonomy2018_16k rank": [
    0.459565012, 0.538144962, 0.546991773, 0.55569776, 0.595986577, 0.672111102, 0.711055553, 0.725534286, 0.83042158,
    0.947417543, 0.969123315, 0.976251334, 1.03511674, 1.16596169, 1.23130593, 1.25761679, 1.28561269, 1.36879509,
    1.55945045, 1.90671995, 1.982564, 2.23283548, 3.22280994, 4.99831314, 6.09299051,
  ],
  "taskonomy2018_16k affinity": [
    0.00397672324, 0.00509475073, 0.00521417801, 0.0058092466, 0.00626075933, 0.00799307362, 0.00879938467,
    0.00950999132, 0.0106992473, 0.010896972, 0.0128927629, 0.0142139442, 0.0166989569, 0.0169873677, 0.0193289303,
    0.0241010427, 0.0266406909, 0.0276945107, 0.0317976882, 0.0379095721, 0.0412842948, 0.0593773117, 0.0666395251,
    0.0688227576, 0.0745310758,
  ],
  "taskonomy2018_1k rank": [
    0.67882251, 0.707672241, 0.788923317, 0.816823114, 0.854478398, 0.91126286, 0.941488184, 0.968297475, 0.974884609,
    0.979795897, 1.01744779, 1.02606043, 1.16664762, 1.17541482, 1.24043003, 1.38900444, 1.45290514, 1.52752523,
    1.80340419, 1.9405841, 2.03133547, 2.07468185, 3.33127486, 4.92184036, 5.64803211,
  ],
};

describe("Ward's tree of the published tables", () => {
  for (const [question, heights] of Object.entries(SCIPY_HEIGHTS)) {
    it(`has scipy's heights: ${question}`, async () => {
      const [table, kind] = question.split(" ") as [string, VectorKind];
      const { tasks, rows, filled } = transferVectors(await published(table), kind);
      const found = mergesOf(wardTree(tasks, rows)).map(({ height }) => height);
      expect(filled).toBe(0);
      expect(found).toHaveLength(heights.length);
      found.forEach((height, i) => {
        // scipy's are given to 9 digits.
        expect(height / heights[i]!).toBeCloseTo(1, 7);
      });
    });
  }

  it("puts 2D, 3D and semantic tasks of the 16k table into clusters of their own, by rank", async () => {
    const { tasks, rows } = transferVectors(await published("taskonomy2018_16k"), "rank");
    const clusters = mergesOf(wardTree(tasks, rows)).map(({ members }) => members.join(" "));
    // As in scipy's tree.
    expect(clusters).toContain("autoencoder colorization denoise edge2d impainting_whole keypoint2d segment2d");
    expect(clusters).toContain("curvature edge3d keypoint3d reshade rgb2depth rgb2mist rgb2sfnorm segment25d");
    expect(clusters).toContain("class_1000 class_places class_selected segmentsemantic_rb");
  });
});

describe("a small tree", () => {
  // Points 0, 1 and 10 on a line: 0 and 1 merge at 1; Ward's distance of {0, 1} and 10 is sqrt(4/3) * 9.5.
  const tree = wardTree(["x", "a_b", "z"], [[0], [1], [10]]);
  const top = Math.sqrt(4 / 3) * 9.5;

  it("merges by Ward's distance", () => {
    expect(mergesOf(tree).map(({ height }) => height)).toEqual([1, expect.closeTo(top, 12)]);
    expect(membersOf(tree)).toEqual(["a_b", "x", "z"]);
    expect([...copheneticDistances(tree, ["a_b", "x", "z"])]).toEqual([
      1,
      expect.closeTo(top, 12),
      expect.closeTo(top, 12),
    ]);
  });

  it("is written as Newick, names with underscores in quotes", () => {
    const text = newick(tree, ({ members }) => String(members.length));
    const [, inner, outer] = /^\(\('a_b':1,x:1\)2:([\d.]+),z:([\d.]+)\)3;$/.exec(text)!;
    expect(Number(inner)).toBeCloseTo(top - 1, 12);
    expect(Number(outer)).toBeCloseTo(top, 12);
  });
});

describe("similarity", () => {
  it("tells how often each cluster comes back, the same for the same seed", async () => {
    const edges = await published("taskonomy2018");
    const answer = await similarity(edges, { vectors: "rank", resamples: 40, seed: 5 }, null);
    expect(answer.clusters.at(-1)).toMatchObject({ tasks: answer.tasks, support: 1 });
    for (const { support } of answer.clusters) expect(support).toBeGreaterThanOrEqual(0);
    expect(answer.stability.mean).toBeGreaterThan(answer.stability.low);
    expect(answer.stability.mean).toBeLessThanOrEqual(1);
    expect(await similarity(edges, { vectors: "rank", resamples: 40, seed: 5 }, null)).toEqual(answer);
  });

  it("fills pairs without a transfer with the median of their target, controls left out", () => {
    const edge = (source: string, target: string, affinity: number): ProgramEdge => ({
      ...{ target, sources: [source], order: 1, self: false, control: false, affinity, gain: null, quality: null },
    });
    const edges = [
      edge("a", "t", 0.2),
      edge("b", "t", 0.6),
      edge("a", "u", 0.5),
      edge("b", "u", 0.1),
      edge("c", "u", 0.3),
      edge("random", "u", 0),
      edge("shuffled", "t", 1),
    ];
    expect(transferVectors(edges, "affinity")).toEqual({
      tasks: ["a", "b", "c"],
      targets: ["t", "u"],
      rows: [
        [0.2, 0.5],
        [0.6, 0.1],
        [expect.closeTo(0.4, 12), 0.3],
      ],
      filled: 1,
    });
    expect(transferVectors(edges, "rank").rows).toEqual([
      [0, 1],
      [1, 0],
      [0.5, 0.5],
    ]);
  });

  it("refuses a single task and too many resamples", async () => {
    const edges = (await published("taskonomy2018")).filter(({ sources }) => sources[0] === "denoise");
    const asked = { vectors: "rank" as const, resamples: 10, seed: 1 };
    await expect(similarity(edges, asked, null)).rejects.toMatchObject({ code: "BAD_INPUT" });
    await expect(
      similarity(await published("taskonomy2018"), { ...asked, resamples: 1e6 }, null),
    ).rejects.toMatchObject({
      message: expect.stringContaining("for 25 tasks"),
    });
  });
});
