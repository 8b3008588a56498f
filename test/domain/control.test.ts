import { expect, test } from "vitest";
import { isControl, isProgramEdge } from "../../src/domain/control.ts";

test.each([
  ["random", false, true],
  ["a+random", false, true],
  ["shuffled", false, true],
  ["a+shuffled", false, true],
  ["t", true, false],
  ["t", false, true],
  ["a+t", false, false],
  ["a", false, false],
])("%s > t, self %s: control %s", (sources, self, control) => {
  expect(isControl({ sources: sources.split("+"), target: "t", self })).toBe(control);
});

test.each([
  ["a", true, true],
  ["random", false, true],
  ["a+random", false, true],
  ["shuffled", false, false],
  ["random+shuffled", false, false],
])("%s > t may be chosen: %s, with random %s", (sources, without, withRandom) => {
  const edge = { sources: sources.split("+"), target: "t", self: false };
  const chosen = (asked: boolean) => isProgramEdge({ ...edge, control: isControl(edge) }, asked);
  expect([chosen(false), chosen(true)]).toEqual([without, withRandom]);
});
