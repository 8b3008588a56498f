import { expect, test } from "vitest";
import { isControl } from "../../src/domain/control.ts";

test.each([
  ["random", false, true],
  ["a+random", false, true],
  ["t", true, false],
  ["t", false, true],
  ["a+t", false, false],
  ["a", false, false],
])("%s > t, self %s: control %s", (sources, self, control) => {
  expect(isControl({ sources: sources.split("+"), target: "t", self })).toBe(control);
});
