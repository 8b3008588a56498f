import { expect, test } from "vitest";
import { viewsOf } from "../../src/dataset/layout.ts";
import { drawSplits, formatSplits, parseSplits, spread } from "../../src/dataset/splits.ts";

test("split files with any line end, any order of the columns", () => {
  for (const end of ["\r", "\n", "\r\n"]) {
    const text = ["id,train,test,val", "adairsville,1,0,0", "airport,0,0,1", "albertville,0,1,0", ""].join(end);
    expect(parseSplits(text, "splits.csv")).toEqual({
      train: ["adairsville"],
      val: ["airport"],
      test: ["albertville"],
    });
  }
});

test("what is written is read back", () => {
  const buildings = { train: ["a", "b"], val: ["c"], test: ["d"] };
  expect(parseSplits(formatSplits(buildings), "x.csv")).toEqual(buildings);
});

test("a building in two splits, or a flag that is none, is DATASET_INVALID", () => {
  expect(() => parseSplits("id,train,val,test\na,1,0,1\n", "x.csv")).toThrow(
    /x\.csv: building a is in the splits train and test/,
  );
  expect(() => parseSplits("id,train,val,test\na,yes,0,1\n", "x.csv")).toThrow(/the row of "a" needs 0 or 1/);
  expect(() => parseSplits("name,train\na,1\n", "x.csv")).toThrow(/needs 0 or 1/);
});

test("without a split file every building is in one split, always the same", () => {
  const all = Array.from({ length: 30 }, (_, i) => `b${i}`);
  const drawn = drawSplits(all);
  expect([drawn.train.length, drawn.val.length, drawn.test.length]).toEqual([24, 3, 3]);
  expect([...drawn.train, ...drawn.val, ...drawn.test].sort()).toEqual([...all].sort());
  expect(drawSplits([...all].reverse())).toEqual(drawn);
});

test("the first views of a split come from as many scenes as there are", () => {
  const scenes = [3, 1, 2].map((count, s) =>
    viewsOf(
      `s${s}`,
      Array.from({ length: count }, (_, i) => `point_${i}_view_0_domain_rgb.png`),
    ),
  );
  const order = spread(scenes, "train");
  expect(order).toHaveLength(6);
  expect(new Set(order.slice(0, 3).map((view) => view.scene)).size).toBe(3);
  expect(new Set(order.slice(0, 5).map((view) => view.scene)).size).toBe(3);
  expect(new Set(order).size).toBe(6);
  expect(spread(scenes, "train")).toEqual(order);
});

test("views are ordered by number, and other files are none", () => {
  const files = [
    "point_10_view_2_domain_rgb.png",
    "point_9_view_11_domain_rgb.png",
    "point_9_view_2_domain_rgb.png",
    "x.png",
  ];
  expect(viewsOf("b", files).map((view) => view.id)).toEqual(["point_9_view_2", "point_9_view_11", "point_10_view_2"]);
});
