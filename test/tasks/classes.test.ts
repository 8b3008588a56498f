import { expect, test } from "vitest";
import type { Solid } from "../../src/scenes/solid.ts";
import { class_1000, visibleShares } from "../../src/tasks/class_1000.ts";
import { class_selected } from "../../src/tasks/class_selected.ts";
import type { RenderedView } from "../../src/tasks/view.ts";
import { emptyRoom, look } from "../scenes/rooms.ts";

const vector = (task: typeof class_1000, view: RenderedView): number[] => {
  if (task.groundTruth?.from !== "npy") throw new Error(`${task.name} has vectors`);
  return [...task.groundTruth.render(view)];
};

// At 90 degrees and 64 pixels, a side of 1 m at 2 m (the near face of a box around 2.5 m) covers 16 x 16 pixels.
const box = (shift: number, name: Solid["class"]): Solid => ({
  shape: "box",
  centre: [2.5, shift, 0],
  half: [0.5, 0.5, 0.5],
  yaw: 0,
  class: name,
  material: 0,
});

test("shares of the visible area, each class a pixel more than it shows", () => {
  const view = look(emptyRoom([box(0, "sofa"), box(1, "lamp")]));
  const seen = (id: number) => view.classes.filter((value) => value === id).length;
  const [sofa, lamp] = [seen(3), seen(7)];
  expect(sofa).toBe(16 * 16);
  expect(lamp).toBeGreaterThan(16 * 16 - 1);
  const shares = visibleShares(view, ["sofa", "lamp"]);
  expect(shares[0]).toBeCloseTo((sofa + 1) / (sofa + lamp + 2), 6);

  const all = vector(class_1000, view);
  expect(all).toHaveLength(11);
  expect(all[1]).toBeCloseTo((sofa + 1) / (sofa + lamp + 11), 6);
  // The lamp is no furniture.
  expect(vector(class_selected, view)[1]).toBeCloseTo((sofa + 1) / (sofa + 6), 6);
});

test("with none of the classes in view their shares are equal", () => {
  for (const share of vector(class_selected, look(emptyRoom()))) expect(share).toBeCloseTo(1 / 6, 6);
});
