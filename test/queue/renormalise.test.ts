import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import { firstOrderRanking } from "../../src/queue/ranking.ts";
import { bytesOf } from "../../src/queue/remember.ts";
import { type Normalised, renormalise } from "../../src/queue/renormalise.ts";
import { type Artifacts, openArtifacts } from "../../src/store/artifacts.ts";
import type { Member } from "../../src/store/record-transfers.ts";

let root: string;
let artifacts: Artifacts;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "artifacts-"));
  artifacts = openArtifacts(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Losses of a member on 50 images; a lower `mean` wins more often. */
async function computed(member: string, mean: number): Promise<Member> {
  const random = randomOf("losses", member);
  const losses = Float32Array.from({ length: 50 }, () => mean + random.uniform());
  return { member, losses: await artifacts.put(bytesOf(losses)) };
}

const byMember = (all: Member[]): Member[] => all.toSorted((a, b) => (a.member < b.member ? -1 : 1));

describe("renormalising a target", () => {
  it("gives the same counts and affinities whatever came first", async () => {
    const all = byMember([
      await computed("self", 0),
      await computed("a", 0.3),
      await computed("b", 0.2),
      await computed("a+b", 0.1),
    ]);
    const arrivals = [
      [all],
      [["self"], ["self", "b"], ["self", "b", "a"]],
      [["b"], ["b", "a+b"], ["b", "a+b", "self"]],
    ].map((steps) => steps.map((step) => all.filter((c) => step.includes(c.member as never) || step === all)));
    const results: Normalised[] = [];
    for (const steps of arrivals) {
      let last: Normalised | null = null;
      for (const step of [...steps, all]) last = await renormalise(artifacts, last?.tournament ?? null, step);
      results.push(last!);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    const { affinities, tournament } = results[0]!;
    expect(tournament.members).toEqual(["a", "a+b", "b", "self"]);
    expect(tournament.images).toBe(50);
    expect(Object.values(affinities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(affinities.self).toBeGreaterThan(affinities.a!);
  });
});

describe("the ranking that the beam starts from", () => {
  it("is of first-order sources among themselves, other sets present or not", async () => {
    const first = [
      await computed("self", 0),
      await computed("a", 0.8),
      await computed("b", 0.2),
      await computed("t", 0),
    ];
    const field = ["self", "a", "b", "c", "t"];
    const ranking = async (all: Member[]) => {
      const { tournament } = await renormalise(artifacts, null, byMember(all));
      const stored = { ...tournament, experiment: "x", target: "t", scenes: null, version: 1 };
      return firstOrderRanking(stored, field, ["a", "b", "c"]);
    };
    expect(await ranking(first)).toEqual(["b", "a"]);
    expect(await ranking([...first, await computed("a+b", 0.1), await computed("a+c", 0.25)])).toEqual(["b", "a"]);
  });
});
