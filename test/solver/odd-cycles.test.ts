import { describe, expect, it } from "vitest";
import { dictionary } from "../../bench/solver-dictionary.ts";
import { randomOf } from "../../src/domain/random.ts";
import { ascend, THOROUGH } from "../../src/solver/ascent.ts";
import { buildPrograms } from "../../src/solver/build.ts";
import { cutFields, type Instance, instanceOf, targetCount } from "../../src/solver/instance.ts";
import { oddCycles } from "../../src/solver/odd-cycles.ts";
import { BANNED, BOUGHT, restrict } from "../../src/solver/restrict.ts";
import { tighten } from "../../src/solver/tighten.ts";

const untimed = () => undefined;
const nobody = { look: () => () => undefined, settled: () => undefined, checkTime: untimed };

/** Three targets, each worth 1 with either of two of the sources 0, 1 and 2, and little with source 3. */
function triangle(budget: number): Instance {
  const edge = (target: string, source: string, affinity: number) => ({
    ...{ target, sources: [source], order: 1, self: false, control: false, affinity, gain: null, quality: null },
  });
  const [program] = buildPrograms(
    {
      edges: ["ab", "bc", "ac"].flatMap((pair) => [
        ...[...pair].map((s) => edge(`t${pair}`, s, 1)),
        edge(`t${pair}`, "d", 0.1),
      ]),
      ...{ maxOrder: 4, objective: "affinity", labelCosts: { d: 0 }, importance: {}, force: [], forbid: [] },
      ...{ withRandom: false, timeLimit: null },
    },
    [budget],
  );
  const instance = instanceOf(program!);
  return restrict(instance, Uint8Array.of(0, 0, 0, BOUGHT), null)!;
}

/** The most edges of a cut that a solution with these sources (bits) chooses, beyond what the cut allows. */
function excess(instance: Instance, cut: Instance["cuts"][number], bits: number): number {
  const { edgeStart, linkStart, links, linkSource } = instance;
  let chosen = 0;
  for (let t = 0; t < targetCount(instance); t++) {
    let most = 0;
    for (let e = edgeStart[t]!; e < edgeStart[t + 1]!; e++) {
      const needs = links.subarray(linkStart[e]!, linkStart[e + 1]!);
      if (needs.some((link) => (bits & (1 << linkSource[link]!)) === 0)) continue;
      most = Math.max(most, cut.edges.filter((edge) => edge === e).length);
    }
    chosen += most;
  }
  return chosen - cut.free - cut.sources.filter((s) => bits & (1 << s)).length;
}

describe("odd cycles", () => {
  it("cut off three targets served by three halves", () => {
    const instance = triangle(1.5);
    const [bought, shares] = [new Float64Array(3).fill(0.5), new Float64Array(9).fill(0.5)];
    for (let t = 0; t < 3; t++) shares[3 * t + 2] = 0;
    const cuts = oddCycles(instance, { bought, shares }, untimed);
    expect(cuts.map(({ free, sources }) => ({ free, sources: sources.toSorted() }))).toEqual([
      { free: 1, sources: [0, 1, 2] },
    ]);
    expect(cuts[0]!.edges.toSorted()).toEqual([0, 1, 3, 4, 6, 7]);
  });

  // By hand: with y_a + y_b + y_c = 1.5 at most, two targets and a half have an edge worth 1, the rest of the third is worth 0.1.
  it("lower the bound of the triangle from 3 to 2.55", () => {
    const instance = triangle(1.5);
    const prices = new Float64Array(instance.linkSource.length);
    const plain = ascend(instance, prices.slice(), THOROUGH, () => 1, nobody.look());
    expect(plain.relaxation.bound).toBeCloseTo(3, 4);
    const tight = tighten({ instance, prices, path: [] }, THOROUGH, { ...THOROUGH, gain: 0 }, () => 1, nobody);
    expect(tight!.relaxation.bound).toBeCloseTo(2.55, 2);
  });

  it("hold of every solution, before and after sources are decided", () => {
    let found = 0;
    for (let seed = 1; seed <= 15; seed++) {
      const random = randomOf("odd-cycles", seed);
      const input = dictionary(7, seed);
      const whole = instanceOf(buildPrograms(input, [input.budget])[0]!);
      const bought = Float64Array.from(whole.sources, () => random.pick([0.4, 0.5, 0.6]));
      const shares = new Float64Array(whole.weights.length);
      for (let t = 0; t < targetCount(whole); t++) {
        const [from, to] = [whole.edgeStart[t]!, whole.edgeStart[t + 1]!];
        for (let half = 0; half < 2; half++) shares[from + random.integer(to - from)]! += 0.5;
      }
      const cuts = oddCycles(whole, { bought, shares }, untimed);
      found += cuts.length;
      const cut = { ...whole, ...cutFields(cuts, whole.weights.length) };
      const state = Uint8Array.from(whole.sources, () => random.pick([0, 0, 0, 0, BOUGHT, BANNED]));
      const part = restrict({ ...cut, capacity: 100 }, state, null);
      for (const instance of part === null ? [cut] : [cut, part]) {
        const solutions = Array.from({ length: 2 ** instance.sources.length }, (_, bits) => bits);
        for (const one of instance.cuts) {
          expect(Math.max(...solutions.map((bits) => excess(instance, one, bits)))).toBeLessThanOrEqual(0);
        }
      }
    }
    expect(found).toBeGreaterThan(30);
  });
});
