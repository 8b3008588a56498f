import type { Random } from "../domain/random.ts";
import type { ObjectClass } from "../tasks/classes.ts";
import type { Camera } from "../tasks/view.ts";
import { Caster } from "./caster.ts";
import type { Scene, Solid } from "./solid.ts";

const DEGREE = Math.PI / 180;

/** What tells rooms apart. */
const FURNITURE = new Set<ObjectClass>(["bed", "sofa", "table", "chair", "cabinet", "sanitary"]);

/** A camera that sees something of the room; after a few tries any. */
export function drawCamera(scene: Scene, random: Random): Camera {
  const furniture = scene.solids.map((solid) => FURNITURE.has(solid.class));
  // A bare room is known by what is on its walls.
  const telling = furniture.includes(true) ? furniture : furniture.map(() => true);
  let camera = tryCamera(scene, telling, random);
  for (let attempt = 0; attempt < 15 && !seesMuch(scene, telling, camera); attempt++) {
    camera = tryCamera(scene, telling, random);
  }
  return camera;
}

/** Whether, on a coarse grid, there is some distance, several surfaces, and some of the telling solids. */
function seesMuch(scene: Scene, telling: boolean[], camera: Camera): boolean {
  const size = 8;
  const pixels = size * size;
  const caster = new Caster(scene, camera, size);
  const surfaces = new Set<number>();
  let far = 0;
  let told = 0;
  for (let i = 0; i < pixels; i++) {
    caster.castPixel(i);
    const { solid, face, distance } = caster.hit;
    surfaces.add(8 * solid + face);
    if (distance > 1.2) far++;
    if (solid >= 0 && telling[solid]) told++;
  }
  return far > 0.75 * pixels && told > 0.12 * pixels && surfaces.size >= 5;
}

/** A camera somewhere free in the room, looking at one of the telling solids or at the middle. */
function tryCamera(scene: Scene, telling: boolean[], random: Random): Camera {
  const position = freePosition(scene, random);
  const choice = scene.solids.filter((_, i) => telling[i]);
  const focus = choice.length > 0 && random.uniform() < 0.8 ? random.pick(choice).centre : [0, 0, 0];
  const yaw = Math.atan2(focus[1]! - position[1], focus[0]! - position[0]) + random.between(-0.5, 0.5);
  const rotation = rotate(yaw, random.between(-32, 32) * DEGREE, drawRoll(random));
  return { position, rotation, fieldOfView: drawFieldOfView(random) };
}

/** At the height of a person's eyes or below, away from the walls and outside of every solid; after many tries anywhere. */
export function freePosition({ room: [hx, hy, hz], solids }: Scene, random: Random): [number, number, number] {
  let position: [number, number, number] = [0, 0, 0];
  for (let attempt = 0; attempt < 50; attempt++) {
    const height = Math.min(random.between(0.6, 2.1), 2 * hz - 0.3);
    position = [random.between(-1, 1) * (hx - 0.25), random.between(-1, 1) * (hy - 0.25), height - hz];
    if (solids.every((solid) => !near(solid, position, 0.2))) break;
  }
  return position;
}

export const drawRoll = (random: Random): number => random.between(-20, 20) * DEGREE;

export const drawFieldOfView = (random: Random): number => random.between(55, 80) * DEGREE;

/**
 * Rows are the camera's axes (right, down, forward) in a frame with z up. Forward is at `yaw` from x towards y and `pitch` above the horizon; `roll`
 * turns right towards down.
 */
export function rotate(yaw: number, pitch: number, roll: number): number[] {
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  const forward = [cp * cy, cp * sy, sp];
  const right = [sy, -cy, 0];
  const down = [sp * cy, sp * sy, -cp];
  const [c, s] = [Math.cos(roll), Math.sin(roll)];
  return [...right.map((r, i) => c * r + s * down[i]!), ...down.map((d, i) => c * d - s * right[i]!), ...forward];
}

/** Whether a point is within `margin` of the solid's box. */
function near(solid: Solid, point: readonly number[], margin: number): boolean {
  const [dx, dy, dz] = solid.centre.map((c, i) => point[i]! - c) as [number, number, number];
  const [c, s] = [Math.cos(solid.yaw), Math.sin(solid.yaw)];
  const local = [c * dx + s * dy, c * dy - s * dx, dz];
  return local.every((value, i) => Math.abs(value) < solid.half[i]! + margin);
}
