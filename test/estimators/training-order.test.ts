import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { expectedPlaces, type Scores } from "../../src/estimators/expectation.ts";
import { randomPrior } from "../../src/estimators/priors.ts";
import { setsInOrder } from "../../src/estimators/set-order.ts";
import { finished, revealed } from "../../src/estimators/simulation.ts";
import { nextPairs } from "../../src/estimators/training-order.ts";
import { candidatesOf, trainingStudy } from "../../src/estimators/training-study.ts";
import { parseTable } from "../../src/files/table.ts";
import { smallProgram } from "../analysis/small-programs.ts";

const scores = (table: Record<string, Record<string, number>>): Scores =>
  new Map(Object.entries(table).map(([target, row]) => [target, new Map(Object.entries(row))]));

describe("expected places", () => {
  const flat = { a: 1, b: 1, c: 1, d: 1, e: 1 };

  it("are the prior's while nothing has arrived", () => {
    const prior = scores({ s: { a: 3, b: 1, c: 2 }, t: { a: 1, b: 1, c: 9 } });
    const places = expectedPlaces(prior, new Map());
    expect([...places.get("s")!]).toEqual([
      ["a", 1],
      ["b", 0],
      ["c", 0.5],
    ]);
    expect([...places.get("t")!]).toEqual([
      ["a", 0.25],
      ["b", 0.25],
      ["c", 1],
    ]);
  });

  it("follow the targets that rank alike, not those that rank the other way round", () => {
    const prior = scores({
      t: { a: 1, b: 2, c: 3, d: 4, e: 5 },
      like: { a: 1, b: 2, c: 3, d: 4, e: 5 },
      unlike: { a: 1, b: 2, c: 3, d: 4, e: 5 },
    });
    const arrived = scores({
      t: { a: 9, b: 5, c: 1 },
      like: { a: 8, b: 6, c: 4, d: 9, e: 1 },
      unlike: { a: 1, b: 2, c: 3, d: 0, e: 9 },
    });
    const places = expectedPlaces(prior, arrived).get("t")!;
    expect(places.get("d")!).toBeGreaterThan(places.get("e")!);
  });

  it("depend on the order of what arrived alone, not on its scale", () => {
    const prior = scores({ s: flat, t: flat });
    const once = scores({ s: { a: 1, b: 2, c: 3 }, t: { a: 1, b: 2, c: 3, d: 4 } });
    const cubed = scores({ s: { a: 1, b: 8, c: 27 }, t: { a: 1, b: 8, c: 27, d: 64 } });
    expect(expectedPlaces(prior, once)).toEqual(expectedPlaces(prior, cubed));
  });
});

describe("an order of training", () => {
  const { edges } = smallProgram("training order");
  const experiment = finished(edges, 2);
  const candidates = candidatesOf(experiment);

  it("names each target's untrained sources once until all are trained", () => {
    const prior = randomPrior(candidates, 1);
    const arrived = new Map([...prior.keys()].map((target) => [target, new Map<string, number>()]));
    for (let round = 0; round < 4; round++) {
      const pairs = nextPairs(prior, arrived, 1);
      expect(pairs.map(({ target }) => target).sort()).toEqual(["a", "b", "c", "d", "e"]);
      for (const { source, target } of pairs) {
        expect(arrived.get(target)!.has(source)).toBe(false);
        arrived.get(target)!.set(source, round);
      }
    }
    expect(nextPairs(prior, arrived, 1)).toEqual([]);
  });

  it("takes sets of the best sources first, and none with a source that was not trained", () => {
    const arrived = scores({ t: { a: 4, b: 3, c: 2, d: 1 } });
    const sets = [
      ["c", "d"],
      ["a", "b", "c"],
      ["a", "c"],
      ["a", "b"],
      ["a", "e"],
    ].map((sources) => ({ sources, target: "t" }));
    expect(setsInOrder(sets, arrived).map(({ sources }) => sources.join("+"))).toEqual(["a+b", "a+b+c", "a+c", "c+d"]);
  });

  it("reveals as many transfers as the budget allows, all of them in the end", () => {
    const policy = { prior: randomPrior(candidates, 1), learns: true };
    expect(revealed(experiment, policy, 7)).toHaveLength(7);
    expect(new Set(revealed({ ...experiment, sets: [] }, policy, 20)).size).toBe(experiment.first.length);
  });
});

it("a study gives the finished experiment's taxonomies with all transfers, and nearly so with 40% of a published table", async () => {
  const file = "published/taskonomy2018_16k.csv";
  const edges = parseTable(await readFile(file, "utf8"), file).flatMap(({ affinity, pixels, ...edge }) =>
    pixels || affinity === null ? [] : [{ ...edge, affinity }],
  );
  const policies = [{ name: "collaborative", learns: true, prior: randomPrior }];
  const asked = { maxOrder: 1, shares: [0.4, 1], budgets: [8], policies, draws: 1 };
  const [some, all] = await trainingStudy(edges, asked);
  expect(all).toMatchObject({ trainings: 550, recall: 1, quality: 1, affinity: 1 });
  expect(some!.trainings).toBe(220);
  expect(some!.recall).toBeLessThan(1);
  // About 0.96 on average (docs/estimators.md); a random order gives 0.92.
  expect(some!.quality).toBeGreaterThan(0.93);
});
