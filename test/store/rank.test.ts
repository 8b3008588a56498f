import { expect, test } from "vitest";
import { ranksOf } from "../../src/store/rank.ts";

test("ranks count from the highest affinity, ties by key; self, controls and edges without affinity have none", () => {
  const edge = (key: string, affinity: number | null, kind: "self" | "control" | "edge" = "edge") => ({
    key,
    affinity,
    self: kind === "self",
    control: kind === "control",
  });
  const edges = [
    edge("b", 0.1),
    edge("a", 0.1),
    edge("c", 0.2),
    edge("f", null),
    edge("s", 0.5, "self"),
    edge("r", 0.3, "control"),
  ];
  expect([...ranksOf(edges)]).toEqual([
    ["c", 1],
    ["a", 2],
    ["b", 3],
  ]);
});
