import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { DICTIONARY } from "../../src/domain/dictionary.ts";
import { randomOf } from "../../src/domain/random.ts";
import { drawQualities } from "../../src/estimators/belief.ts";
import { growingTaxonomies } from "../../src/estimators/growing.ts";
import { type Candidates, estimatePrior, kindPrior, noPrior } from "../../src/estimators/priors.ts";
import type { Scores } from "../../src/estimators/scores.ts";
import { setsInOrder } from "../../src/estimators/set-order.ts";
import { shareOut } from "../../src/estimators/share-out.ts";
import { finished, revealed } from "../../src/estimators/simulation.ts";
import { nextPairs } from "../../src/estimators/training-order.ts";
import { candidatesOf, trainingStudy } from "../../src/estimators/training-study.ts";
import { parseTable } from "../../src/files/table.ts";
import { smallProgram } from "../analysis/small-programs.ts";

const scores = (table: Record<string, Record<string, number>>): Scores =>
  new Map(Object.entries(table).map(([target, row]) => [target, new Map(Object.entries(row))]));
const average = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe("Qualities that are believed possible", () => {
  const flat = { a: 0, b: 0, c: 0 };
  const prior = scores({ s: flat, t: flat, u: flat });
  const pairs = [...prior.keys()].flatMap((target) => ["a", "b", "c"].map((source) => ({ source, target })));
  /** The mean of many draws, by pair. */
  const expected = (belief: Scores, arrived: Scores): Map<string, number> => {
    const drawn = drawQualities(pairs, belief, arrived, 400, randomOf("test of belief"));
    return new Map(pairs.map(({ source, target }, i) => [`${source}>${target}`, average(drawn.map((d) => d[i]!))]));
  };

  it("are those that have arrived, wherever they have, and between 0 and 1", () => {
    const arrived = scores({ s: { a: 0.3, b: 0.07 }, u: { c: 0.45 } });
    for (const values of drawQualities(pairs, prior, arrived, 20, randomOf("test of belief"))) {
      expect([values[0], values[1], values[8]]).toEqual([0.3, 0.07, 0.45]);
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
  });

  it("rise with what a source does for other targets, and other sources for the target", () => {
    const means = expected(prior, scores({ s: { a: 0.4, b: 0.1 }, t: { a: 0.4, b: 0.1 }, u: { c: 0.3 } }));
    expect(means.get("a>u")!).toBeGreaterThan(means.get("b>u")! + 0.05);
    const easy = expected(prior, scores({ s: { a: 0.4, b: 0.4 }, t: { a: 0.1, b: 0.1 } }));
    expect(easy.get("c>s")!).toBeGreaterThan(easy.get("c>t")! + 0.1);
  });

  it("follow the prior once results have borne it out", () => {
    const kinds = scores({ s: { a: 1, b: 0, c: 1 }, t: { a: 1, b: 0, c: 1 }, u: { a: 1, b: 0, c: 0 } });
    const means = expected(kinds, scores({ s: { a: 0.4, b: 0.1 }, t: { b: 0.1 }, u: { b: 0.1, c: 0.1 } }));
    expect(means.get("a>t")!).toBeGreaterThan(means.get("b>t")! + 0.1);
    expect(means.get("c>s")!).toBeGreaterThan(means.get("c>u")! + 0.1);
  });
});

it("any prior's covariance is one, to the last bit", () => {
  const random = randomOf("test of covariance");
  const sources = ["a", "b", "c", "d", "s", "t", "u"];
  const row = (): Record<string, number> => Object.fromEntries(sources.map((source) => [source, random.uniform()]));
  const prior = scores({ s: row(), t: row(), u: row() });
  const pairs = [...prior.keys()].flatMap((target) => sources.map((source) => ({ source, target })));
  const [values] = drawQualities(pairs, prior, prior, 1, random);
  expect([...values!]).toEqual(pairs.map(({ source, target }) => prior.get(target)!.get(source)));
});

it("a taxonomy grows by the label that adds most", () => {
  const edges = [
    { source: 0, target: 0, value: 0.5 },
    { source: 1, target: 1, value: 0.5 },
    { source: 2, target: 2, value: 0.5 },
    { source: 1, target: 0, value: 0.3 },
    { source: 1, target: 2, value: 0.4 },
    { source: 3, target: 0, value: 0.45 },
  ];
  // Only source 1 serves all; then the labels of 0 (+0.2), 3 (+0.15), 2 (+0.1).
  expect(growingTaxonomies(edges)).toEqual([
    [3, 1, 4],
    [0, 1, 4],
    [0, 1, 2],
  ]);
});

it("priors are between 0 and 1, whatever the estimates", () => {
  const candidates = new Map([["t", ["a", "b", "c"]]]);
  const estimates = [
    { source: "a", value: -3 },
    { source: "b", value: 5 },
  ].map((estimate) => ({
    ...{ ...estimate, experiment: "e", target: "t", method: "RSA" as const, rank: 1, images: 4 },
    ...{ dataHash: "", codeVersion: "" },
  }));
  expect(estimatePrior(candidates, estimates, "RSA")).toEqual(scores({ t: { a: 0, b: 1, c: 0 } }));
  expect(estimatePrior(candidates, [], "RSA")).toEqual(noPrior(candidates));
  const kindOf = (task: string) => (task === "b" || task === "t" ? "THREE_D" : "TWO_D");
  expect(kindPrior(candidates, kindOf)).toEqual(scores({ t: { a: 0, b: 1, c: 0 } }));
});

it("a share of each owner's things is never more than the share of all, and at least one", () => {
  const counts = new Map(Array.from({ length: 22 }, (_, i) => [`t${i}`, 25]));
  const parts = [...shareOut(0.3, counts).values()];
  expect(parts.reduce((a, b) => a + b, 0)).toBe(165);
  expect(new Set(parts)).toEqual(new Set([7, 8]));
  expect(new Set(shareOut(0.001, counts).values())).toEqual(new Set([1]));
  expect(shareOut(1, counts)).toEqual(counts);
  expect(shareOut(0.29, new Map([["t", 100]])).get("t")).toBe(29);
  expect(shareOut(0.5, new Map([["t", 0]])).get("t")).toBe(0);
});

describe("an order of training", () => {
  const { edges } = smallProgram("training order");
  const experiment = finished(edges, 2);
  const candidates = candidatesOf(experiment);

  it("names each target's untrained sources once until all are trained", () => {
    const prior = noPrior(candidates);
    const arrived = new Map([...prior.keys()].map((target) => [target, new Map<string, number>()]));
    for (let round = 0; round < 4; round++) {
      const pairs = nextPairs(prior, arrived, 1, round);
      expect(pairs.map(({ target }) => target).sort()).toEqual(["a", "b", "c", "d", "e"]);
      for (const { source, target } of pairs) {
        expect(arrived.get(target)!.has(source)).toBe(false);
        arrived.get(target)!.set(source, round / 10);
      }
    }
    expect(nextPairs(prior, arrived, 1)).toEqual([]);
  });

  it("takes sets of the best sources first, and none with a source that was not trained", () => {
    const sets = [
      ["c", "d"],
      ["a", "b", "c"],
      ["a", "c"],
      ["a", "b"],
      ["a", "e"],
    ].map((sources) => ({ sources }));
    const order = setsInOrder(sets, ["a", "b", "c", "d"]).map(({ sources }) => sources.join("+"));
    expect(order).toEqual(["a+b", "a+b+c", "a+c", "c+d"]);
  });

  it.each([true, false])("reveals no more than the share, all of them in the end (learns: %s)", (learns) => {
    const policy = { prior: noPrior(candidates), learns, seed: 1 };
    const firstOrder = { ...experiment, sets: [] };
    expect(revealed(firstOrder, policy, 0.5)).toHaveLength(Math.floor(experiment.first.length / 2));
    expect(new Set(revealed(experiment, policy, 1)).size).toBe(experiment.first.length + experiment.sets.length);
  });
});

it("a study gives the finished experiment's taxonomies with all transfers, and nearly so with 30% of a published table", async () => {
  const file = "published/taskonomy2018_16k.csv";
  const edges = parseTable(await readFile(file, "utf8"), file).flatMap(({ affinity, pixels, ...edge }) =>
    pixels || affinity === null ? [] : [{ ...edge, affinity }],
  );
  const byKind = (of: Candidates): Scores => kindPrior(of, (task) => DICTIONARY.get(task)?.kind ?? "OTHER");
  const policies = [{ name: "kind, sampled", learns: true, prior: byKind }];
  const asked = { maxOrder: 1, shares: [0.3], budgets: [8], policies, draws: 1 };
  const [some] = await trainingStudy(edges, asked);
  expect(some!.trainings).toBe(165);
  expect(some!.recall).toBeLessThan(1);
  // About 0.99 on average (docs/estimators.md); a random order gives 0.89.
  expect(some!.quality).toBeGreaterThan(0.95);
  const random = [{ name: "random", learns: false, prior: noPrior }];
  const [all] = await trainingStudy(edges, { ...asked, shares: [1], policies: random });
  expect(all).toMatchObject({ trainings: 550, recall: 1, quality: 1, affinity: 1 });
});
