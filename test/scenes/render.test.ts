import { expect, test } from "vitest";
import { SKY, type Solid } from "../../src/scenes/solid.ts";
import { classId } from "../../src/tasks/classes.ts";
import { headlight } from "../../src/tasks/reshade.ts";
import { emptyRoom, look, rayOf } from "./rooms.ts";

const SIZE = 64;

test("a wall that faces the camera: constant z-buffer, distance by the ray, shading by its cosine", () => {
  const view = look(emptyRoom());
  const shade = headlight(view);
  for (let i = 0; i < SIZE * SIZE; i++) {
    const [x, y] = rayOf(i, SIZE);
    // The room ends at 4 m in every direction, where the image does at 90 degrees.
    expect(view.depth[i]).toBeCloseTo(4, 5);
    expect(view.distance[i]).toBeCloseTo(4 * Math.hypot(x, y, 1), 5);
    expect(shade[i]).toBeCloseTo(1 / Math.hypot(x, y, 1), 5);
    expect([...view.normals.subarray(3 * i, 3 * i + 3)].map((n) => n + 0)).toEqual([0, 0, -1]);
    // White under an ambient light of one half.
    expect(view.rgb[3 * i]).toBe(128);
  }
});

test("a wall at a known tilt: its normal and its depth at every pixel", () => {
  // The camera turns left by 0.3 and up by 0.2; in its frame the wall x = 4 has the normal -R e_x.
  const [yaw, pitch] = [0.3, 0.2];
  const view = look(emptyRoom(), yaw, pitch);
  // Row-major axes: right (sin yaw, -cos yaw, 0), down, forward.
  const normal = [-Math.sin(yaw), -Math.sin(pitch) * Math.cos(yaw), -Math.cos(pitch) * Math.cos(yaw)];
  const i = 40 * SIZE + 36;
  const [x, y] = rayOf(i, SIZE);
  const z = -4 / (normal[0]! * x + normal[1]! * y + normal[2]!);
  expect(view.depth[i]).toBeCloseTo(z, 5);
  for (const [axis, n] of normal.entries()) expect(view.normals[3 * i + axis]).toBeCloseTo(n, 6);
});

test("up is up: the floor's normal points to -y of the camera, the ceiling's to +y", () => {
  const down = look(emptyRoom(), 0, -1);
  const up = look(emptyRoom(), 0, 1);
  const centre = 3 * (32 * SIZE + 32);
  expect(down.normals[centre + 1]).toBeCloseTo(-Math.cos(1), 5);
  expect(up.normals[centre + 1]).toBeCloseTo(Math.cos(1), 5);
});

test("a sphere of known radius: depth and normal where the ray meets it", () => {
  const ball: Solid = { shape: "sphere", centre: [3, 0, 0], half: [1, 1, 1], yaw: 0, class: "plant", material: 0 };
  const view = look(emptyRoom([ball]));
  for (const i of [32 * SIZE + 32, 30 * SIZE + 35, 25 * SIZE + 32]) {
    const [x, y] = rayOf(i, SIZE);
    const square = x * x + y * y + 1;
    // |t (x, y, 1) - (0, 0, 3)| = 1, nearer root.
    const t = (3 - Math.sqrt(9 - 8 * square)) / square;
    expect(view.depth[i]).toBeCloseTo(t, 5);
    expect(view.normals[3 * i]).toBeCloseTo(t * x, 5);
    expect(view.normals[3 * i + 1]).toBeCloseTo(t * y, 5);
    expect(view.normals[3 * i + 2]).toBeCloseTo(t - 3, 5);
    expect(view.classes[i]).toBe(classId("plant"));
  }
  // Its outline is a circle of tan(asin(1/3)) = 0.3536, 11.3 pixels.
  const row = [...view.classes.subarray(32 * SIZE, 33 * SIZE)];
  expect(row.filter((id) => id === classId("plant"))).toHaveLength(22);
});

test("a turned box and a cylinder: nearest point and normal", () => {
  const box: Solid = {
    shape: "box",
    centre: [3, 0, 0],
    half: [0.5, 0.5, 0.5],
    yaw: Math.PI / 4,
    class: "table",
    material: 0,
  };
  const corner = look(emptyRoom([box]));
  // An upright edge at depth 3 - sqrt(1/2) faces the camera; right of it the side recedes as z = 3 - sqrt(1/2) + x z.
  const i = 32 * SIZE + 33;
  const [x] = rayOf(i, SIZE);
  expect(corner.depth[i]).toBeCloseTo((3 - Math.SQRT1_2) / (1 - x), 5);
  expect(corner.normals[3 * i]).toBeCloseTo(Math.SQRT1_2, 5);
  expect(corner.normals[3 * i + 2]).toBeCloseTo(-Math.SQRT1_2, 5);

  const post: Solid = { shape: "cylinder", centre: [2, 0, 0], half: [0.5, 0.5, 1], yaw: 1, class: "lamp", material: 0 };
  const view = look(emptyRoom([post]));
  const square = x * x + 1;
  const t = (2 - Math.sqrt(4 - 3.75 * square)) / square;
  expect(view.depth[i]).toBeCloseTo(t, 5);
  expect(view.normals[3 * i]).toBeCloseTo((t * x) / 0.5, 5);
});

test("an open window has a class, and no depth, normal or distance", () => {
  const pane: Solid = { shape: "box", centre: [3.9, 0, 0], half: [0.05, 1, 1], yaw: 0, class: "window", material: SKY };
  const view = look(emptyRoom([pane]));
  const i = 32 * SIZE + 32;
  expect(view.classes[i]).toBe(classId("window"));
  expect(view.depth[i]).toBe(Number.POSITIVE_INFINITY);
  expect(view.distance[i]).toBe(Number.POSITIVE_INFINITY);
  expect([...view.normals.subarray(3 * i, 3 * i + 3)]).toEqual([0, 0, 0]);
  expect([...view.rgb.subarray(3 * i, 3 * i + 3)]).toEqual([128, 179, 255]);
});

test("a solid between light and floor throws a shadow", () => {
  const scene = emptyRoom([
    { shape: "box", centre: [0, 0, 1], half: [1, 1, 0.1], yaw: 0, class: "table", material: 0 },
  ]);
  scene.light = { position: [0, 0, 3.9], power: 0.4, ambient: 0.5, colour: [1, 1, 1] };
  const view = look(scene, 0, -Math.PI / 2);
  // Below the camera is the shadow's middle: ambient light alone, 1.35 times as much as on a wall.
  expect(view.rgb[3 * (32 * SIZE + 32)]).toBe(172);
  expect(view.rgb[3 * (2 * SIZE + 2)]).toBeGreaterThan(176);
});

test("tiles leave nothing out: a view equals one of a single tile", () => {
  const solids: Solid[] = [1, 2, 3].map((k) => ({
    shape: (["box", "sphere", "cylinder"] as const)[k - 1]!,
    centre: [1.2 * k - 0.8, 0.7 * k - 1.4, 0.3 * k - 0.6],
    half: [0.4, 0.4, 0.4],
    yaw: k,
    class: "chair",
    material: 0,
  }));
  const small = look(emptyRoom(solids), 0.2, 0.1, 4);
  const large = look(emptyRoom(solids), 0.2, 0.1, 4 * 11);
  // At 4 pixels there is one tile; its pixel centres are those of every eleventh pixel of the larger image.
  for (let i = 0; i < 16; i++) {
    const at = (11 * Math.floor(i / 4) + 5) * 44 + 11 * (i % 4) + 5;
    expect(large.depth[at]).toBeCloseTo(small.depth[i]!, 5);
  }
});
