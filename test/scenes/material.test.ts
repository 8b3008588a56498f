import { expect, test } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import { furnish } from "../../src/scenes/layout.ts";
import { FAMILIES, familiesOf } from "../../src/scenes/material.ts";
import { SKY } from "../../src/scenes/solid.ts";
import { OBJECT_CLASSES, ROOM_TYPES } from "../../src/tasks/classes.ts";

// Method section 7: semantics must be no look-up of the material.
test("each family of materials serves at least three classes, each class at least three families", () => {
  for (const [name, family] of Object.entries(FAMILIES))
    expect(new Set(family.classes).size, name).toBeGreaterThanOrEqual(3);
  for (const kind of OBJECT_CLASSES) expect(familiesOf(kind).length, kind).toBeGreaterThanOrEqual(3);
});

test("furniture follows the room's type", () => {
  const has = (type: (typeof ROOM_TYPES)[number], seed: number) =>
    new Set(furnish(type, randomOf("room", seed)).solids.map((solid) => solid.class));
  const rooms = Array.from({ length: 20 }, (_, seed) => seed);
  const share = (type: (typeof ROOM_TYPES)[number], kind: (typeof OBJECT_CLASSES)[number]) =>
    rooms.filter((seed) => has(type, seed).has(kind)).length / rooms.length;
  expect(share("bedroom", "bed")).toBeGreaterThan(0.9);
  expect(share("living_room", "sofa")).toBeGreaterThan(0.9);
  expect(share("bathroom", "sanitary")).toBeGreaterThan(0.9);
  expect(share("dining_room", "chair")).toBeGreaterThan(0.9);
  expect(share("bathroom", "bed") + share("kitchen", "sofa") + share("corridor", "table")).toBe(0);
});

test("everything stands inside the room, with materials of its scene", () => {
  for (const [index, type] of ROOM_TYPES.entries()) {
    const { room, solids, materials } = furnish(type, randomOf("inside", index));
    for (const solid of solids) {
      for (const axis of [0, 1, 2]) expect(Math.abs(solid.centre[axis]!)).toBeLessThan(room[axis]! + 0.2);
      expect(solid.material === SKY || materials[solid.material] !== undefined).toBe(true);
    }
  }
});
