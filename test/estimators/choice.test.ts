import { describe, expect, it } from "vitest";
import { type Choosing, chosenInRounds } from "../../src/estimators/choice.ts";

const SOURCES = ["a", "b", "c", "d", "e", "f"];
const scores = (bestFirst: string): Map<string, number> => new Map([...bestFirst].map((source, i) => [source, -i]));

/** Targets s, t, u of which the prior believes the order `believed`, and whose sources turn out in the order `truth`. */
const choosing = (believed: string, truth: string, more: Partial<Choosing> = {}): Choosing => ({
  prior: new Map(["s", "t", "u"].map((target) => [target, scores(believed)])),
  perRound: 2,
  most: () => 5,
  ranking: (_target, trained) => [...truth].filter((source) => trained.includes(source)),
  ...more,
});
const sorted = (rounds: string[][]): string[] => rounds.map((round) => [...round].sort().join(""));

describe("sources chosen in rounds", () => {
  it("are the prior's best first, so many a round and in all, each once", () => {
    const chosen = chosenInRounds(choosing("abcdef", "abcdef"), 3);
    for (const rounds of chosen.values()) expect(sorted(rounds)).toEqual(["ab", "cd", "e"]);
    const all = chosenInRounds(choosing("abcdef", "abcdef", { most: () => 6 }), 4);
    for (const rounds of all.values()) expect([rounds.flat().sort(), rounds[3]]).toEqual([SOURCES, []]);
  });

  it("of a round depend on the rounds before it alone", () => {
    const all = choosing("abcdef", "fedcba");
    const [once, twice] = [chosenInRounds(all, 2), chosenInRounds(all, 3)];
    for (const [target, rounds] of once) expect(twice.get(target)!.slice(0, 2)).toEqual(rounds);
    const later: Choosing = { ...all, ranking: (target, trained) => all.ranking(target, trained.slice(0, 2)) };
    expect(chosenInRounds(later, 2)).toEqual(once);
  });

  it("follow what another target, which ranks alike, found out", () => {
    const prior = new Map([
      ["t", scores("abcdef")],
      ["u", scores("abcf")],
    ]);
    const fifth = (truthOfOther: string): string[] => {
      const { ranking } = choosing("", truthOfOther);
      return chosenInRounds({ prior, perRound: 4, most: () => 5, ranking }, 2).get("t")![1]!;
    };
    expect(fifth("fabcd")).toEqual(["f"]);
    expect(fifth("abcdf")).toEqual(["e"]);
  });

  it("that fail are not chosen again", () => {
    const chosen = chosenInRounds(choosing("abcdef", "", { most: () => 6 }), 3);
    for (const rounds of chosen.values()) expect(rounds.flat().sort()).toEqual(SOURCES);
  });
});
