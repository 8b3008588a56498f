import { describe, expect, it } from "vitest";
import { type Choosing, chosenInRounds } from "../../src/estimators/choice.ts";

const SOURCES = ["a", "b", "c", "d", "e", "f"];

/** Targets s, t, u whose sources have these Qualities, and of which nothing is believed beforehand. */
const choosing = (quality: Record<string, number>, more: Partial<Choosing> = {}): Choosing => ({
  prior: new Map(["s", "t", "u"].map((target) => [target, new Map(SOURCES.map((source) => [source, 0]))])),
  most: () => 5,
  quality: (source) => quality[source] ?? null,
  seed: 1,
  ...more,
});
const falling = { a: 0.45, b: 0.3, c: 0.2, d: 0.1, e: 0.05, f: 0 };

describe("sources chosen in rounds", () => {
  it("are two a round and so many in all, each once", () => {
    for (const rounds of chosenInRounds(choosing(falling), 3).values()) {
      expect(rounds.map(({ length }) => length)).toEqual([2, 2, 1]);
      expect(new Set(rounds.flat()).size).toBe(5);
    }
    const all = chosenInRounds(choosing(falling, { most: () => 6 }), 4);
    for (const rounds of all.values()) expect([rounds.flat().sort(), rounds[3]]).toEqual([SOURCES, []]);
  });

  it("of a round depend on the rounds before it alone", () => {
    const [once, twice] = [chosenInRounds(choosing(falling), 2), chosenInRounds(choosing(falling), 3)];
    for (const [target, rounds] of once) expect(twice.get(target)!.slice(0, 2)).toEqual(rounds);
    const asked = new Set<string>();
    const quality = (source: string, target: string): number => {
      asked.add(`${source}>${target}`);
      return falling[source as keyof typeof falling];
    };
    const chosen = chosenInRounds(choosing(falling, { quality }), 2);
    const first = [...chosen].flatMap(([target, [round]]) => round!.map((source) => `${source}>${target}`));
    expect(asked).toEqual(new Set(first));
  });

  it("follow what a source does for other targets", () => {
    const targets = ["s", "t", "u", "v", "w"];
    const prior = new Map(targets.map((target) => [target, new Map(SOURCES.map((source) => [source, 0]))]));
    const one = { a: 0.05, b: 0.05, c: 0.05, d: 0.05, e: 0.05, f: 0.45 };
    const chosen = chosenInRounds(choosing(one, { prior, most: () => 4 }), 2);
    // Whoever had not met f in the first round does so in the second.
    for (const rounds of chosen.values()) expect(rounds.flat()).toContain("f");
  });

  it("that fail are not chosen again", () => {
    const chosen = chosenInRounds(choosing({}, { most: () => 6 }), 3);
    for (const rounds of chosen.values()) expect(rounds.flat().sort()).toEqual(SOURCES);
  });
});
