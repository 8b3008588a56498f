import { describe, expect, it } from "vitest";
import { randomFigure } from "../../src/report/controls.ts";
import { scopesOf } from "../../src/report/scopes.ts";
import { shuffledControl, withoutShuffled } from "../../src/report/shuffled.ts";
import { evidenceOf, kindOf, large } from "./published.ts";

const scopes = scopesOf(kindOf, new Set());

/** The published table with an encoder of shuffled labels, as good a source as `random` or so many times as good. */
const evidenceWith = (times: number) =>
  evidenceOf(
    [
      ...large,
      ...large
        .filter(({ sources }) => sources.join() === "random")
        .map((edge) => ({ ...edge, sources: ["shuffled"], affinity: times * edge.affinity })),
    ],
    { vsConstant: new Map(Object.entries({ edge2d: 0.9, shuffled: 0.5 })) },
  );

describe("shuffled labels", () => {
  it("pass where the encoder is as poor a source as the random one, among the same sources", () => {
    const random = randomFigure((target) => kindOf(target) !== "TWO_D")(large.filter(scopes.claimed.keeps));
    const { verdict, headline, tables } = shuffledControl(evidenceWith(1), scopes);
    expect([verdict, headline.figure]).toEqual(["PASS", random]);
    for (const { figure, random: beside } of tables[0]!.rows) expect(figure).toBe(beside);
    expect(shuffledControl(evidenceWith(0.01), scopes).verdict).toBe("PASS");
  });

  it("fail where it is a good source, and are not measured without it", () => {
    const failed = shuffledControl(evidenceWith(1000), scopes);
    expect(failed).toMatchObject({ verdict: "FAIL", headline: { figure: 1 } });
    expect(failed.reason).toMatch(/^mean percentile 1\.00, of random 0\.02, .*; passes up to 0\.1 above random$/);
    expect(shuffledControl(evidenceOf(large), scopes).verdict).toBe("NOT_MEASURED");
  });

  it("change no other check", () => {
    const others = withoutShuffled(evidenceWith(1000));
    expect(others.own.edges).toEqual(large);
    expect([...others.vsConstant]).toEqual([["edge2d", 0.9]]);
  });
});
