import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { analyse } from "../../src/store/analysis.ts";
import { latestSeq } from "../../src/store/events.ts";
import { importPublishedTable, useGraph } from "../helpers/graph.ts";

// Expected values were computed from published/*.csv by a program of its own, without Cypher or this project's code.

const graph = useGraph();
const FOLDER = join(import.meta.dirname, "../../cypher/analysis");
let large: string;
let small: string;

beforeAll(async () => {
  large = await importPublishedTable(graph(), "taskonomy2018_16k");
  small = await importPublishedTable(graph(), "taskonomy2018_1k");
});

type Row = Record<string, unknown>;

async function run(name: string, parameters: Row = {}): Promise<Row[]> {
  const text = readFileSync(join(FOLDER, `${name}.cypher`), "utf8");
  const all = { experiment: large, limit: 1000, ...parameters };
  const { columns, rows } = await analyse(graph(), text, all, { rows: 2000, seconds: 60 });
  return rows.map((row) => Object.fromEntries(row.map((value, i) => [columns[i]!, value])));
}

const names = (rows: Row[]): string[] => rows.map(({ sources }) => (sources as string[]).join("+"));

describe("on the paper's tables", () => {
  test("best sources of reshade", async () => {
    const rows = await run("best-sources", { target: "reshade", limit: 2 });
    expect(rows[0]).toMatchObject({ rank: 1, order: 6 });
    expect(names(rows)[0]).toBe("curvature+edge3d+keypoint3d+rgb2depth+rgb2mist+rgb2sfnorm");
    expect(rows[0]!.affinity).toBeCloseTo(0.021113004, 9);
    expect(rows[1]!.affinity).toBeCloseTo(0.02047401, 9);
  });

  test("the task that serves the others best", async () => {
    const [first, second] = await run("best-transferring-tasks");
    expect(first).toMatchObject({ source: "rgb2sfnorm", targets: 21, kind: "THREE_D" });
    expect(first!.percentile).toBeCloseTo(0.765873, 6);
    expect(first!.gain).toBeCloseTo(0.5844515, 6);
    expect(second!.source).toBe("edge3d");
  });

  test("kinds serve themselves: the blocks of the 16k table", async () => {
    const rows = await run("kind-contrast");
    const block = (source: string, target: string): unknown =>
      rows.find(({ sourceKind, targetKind }) => sourceKind === source && targetKind === target)?.percentile;
    // Published in the paper's analysis of this table to two digits.
    expect(block("TWO_D", "TWO_D")).toBeCloseTo(0.74, 2);
    expect(block("THREE_D", "THREE_D")).toBeCloseTo(0.81, 2);
    expect(block("SEMANTIC", "SEMANTIC")).toBeCloseTo(0.88, 2);
    expect(block("CONTROL", "TWO_D")).toBeCloseTo(0.58, 2);
  });

  test("the 1k and the 16k tables agree on single-image targets only", async () => {
    const rows = await run("agreement-of-experiments", { a: large, b: small });
    const single = rows.filter(({ kind }) => kind !== "MULTI_VIEW").map(({ spearman }) => spearman as number);
    expect(single).toHaveLength(18);
    expect(single.reduce((sum, value) => sum + value, 0) / 18).toBeCloseTo(0.86735, 5);
    expect(rows.at(-1)!.target).toBe("point_match");
    expect(rows.at(-1)!.spearman).toBeCloseTo(-0.450256, 6);
  });

  test("the transfer that the two tables rank most differently", async () => {
    const [first] = await run("disagreement-of-experiments", { a: large, b: small });
    expect(first).toMatchObject({
      target: "non_fixated_pose",
      sources: ["fix_pose"],
      rankA: 11,
      rankB: 76,
      difference: 65,
    });
  });

  test("the most one-sided pair", async () => {
    const [first] = await run("asymmetric-pairs");
    expect(first).toMatchObject({ source: "keypoint2d", target: "edge2d" });
    expect(first!.difference).toBeCloseTo(0.882346, 6);
  });

  test("sets that beat all their members", async () => {
    const rows = await run("sets-that-beat-their-members", { target: "reshade" });
    expect(rows).toHaveLength(55);
    expect(rows[0]).toMatchObject({ order: 6, bestMember: "rgb2sfnorm" });
    expect(rows[0]!.ratio).toBeCloseTo(2.048715, 6);
  });

  test("the most redundant sources", async () => {
    const [first] = await run("redundant-sources", { minTargets: 3 });
    expect(first).toMatchObject({ a: "rgb2depth", b: "rgb2mist", targets: 3 });
    expect(first!.added).toBeCloseTo(-0.1242337, 6);
  });

  test("the hardest target", async () => {
    const [first] = await run("hard-targets");
    expect(first).toMatchObject({ target: "segment2d", kind: "TWO_D", transfers: 72 });
    expect(first!.bestGain).toBeCloseTo(0.5384305, 6);
    expect(first!.bestQuality).toBeCloseTo(0.3554967, 6);
  });

  test("sources below the random encoder", async () => {
    const rows = await run("below-random");
    const below = Object.fromEntries(rows.map(({ target, below }) => [target, below]));
    expect(below).toMatchObject({
      autoencoder: 20,
      denoise: 20,
      keypoint2d: 19,
      edge2d: 7,
      segment2d: 7,
      edge3d: 2,
      reshade: 0,
    });
  });

  test("what more sources add", async () => {
    const rows = await run("order-gain");
    const gains = rows.slice(0, 4).map(({ meanGain }) => (meanGain as number).toFixed(5));
    expect(gains).toEqual(["0.45324", "0.66270", "0.75766", "0.79279"]);
    expect(rows.slice(0, 4).map(({ transfers }) => transfers)).toEqual([550, 216, 226, 320]);
    expect(rows[0]!.meanQuality).toBeCloseTo(0.143576, 6);
    expect(rows[1]!.bestGain).toBeCloseTo(0.8217826, 6);
  });

  test("tasks among the best three sources of many targets", async () => {
    const [first, second] = await run("hub-tasks", { top: 3 });
    expect(first).toMatchObject({ source: "rgb2sfnorm", targets: 11 });
    expect(second).toMatchObject({ source: "keypoint3d", targets: 7 });
  });

  test("transfers that beat full supervision", async () => {
    const rows = await run("better-than-supervised");
    expect(rows).toHaveLength(41);
    expect(names(rows)[0]).toBe("fix_pose+reshade+rgb2sfnorm+room_layout");
    expect(rows[0]!.quality).toBeCloseTo(0.5955778, 6);
  });

  test("the data dictionary names every label, type and property with the type of its values", async () => {
    const rows = await run("data-dictionary", { limit: 2000 });
    const of = (name: string, property: string) => rows.find((row) => row.name === name && row.property === property);
    expect(of("Task", "name")).toMatchObject({ element: "node", types: ["STRING NOT NULL"] });
    expect(of("TRANSFERS_TO", "affinity")).toMatchObject({ element: "relationship", types: ["FLOAT NOT NULL"] });
    expect(of("SourceSet", "order")).toMatchObject({ types: ["INTEGER NOT NULL"] });
  });

  test("the latest events: one for each row with an affinity", async () => {
    const before = await latestSeq(graph());
    const rows = await run("latest-events", { limit: 2000 });
    expect(rows[0]!.seq).toBeGreaterThanOrEqual(before);
    const { records } = await graph().driver.executeQuery(
      "MATCH (v:TransferEvent {experiment: $large}) RETURN count(v) AS count",
      { large },
    );
    expect(records[0]!.get("count")).toBe(1758);
  });
});

test("every analysis has a test", () => {
  const tests = readFileSync(import.meta.filename, "utf8");
  for (const file of readdirSync(FOLDER)) expect(tests).toContain(`run("${file.replace(".cypher", "")}"`);
});
