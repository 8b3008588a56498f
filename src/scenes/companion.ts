import type { Random } from "../domain/random.ts";
import type { Camera } from "../tasks/view.ts";
import { drawFieldOfView, drawRoll, freePosition, rotate } from "./camera.ts";
import { Caster } from "./caster.ts";
import type { Scene } from "./solid.ts";

export type Point = [number, number, number];

/** Metres that a camera keeps from what it fixates. */
const NEAREST = 0.6;
/** Cosine of the flattest angle at which it looks at the surface there. */
const FLATTEST = 0.25;
const ATTEMPTS = 60;

/** The point of a surface that is seen in the very middle of the image. */
export function fixation(scene: Scene, camera: Camera): Point {
  const { px, py, pz } = castCentre(scene, camera);
  return [px, py, pz];
}

/**
 * Another camera that fixates the same point, from somewhere free in the room and not along its surface; roll and field of view are its own. Where
 * none of many tries sees the point, it stands where the first does.
 */
export function drawCompanion(scene: Scene, camera: Camera, random: Random): Camera {
  const point = fixation(scene, camera);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const companion = lookAt(point, freePosition(scene, random), random);
    const { distance, nx, ny, nz } = castCentre(scene, companion);
    const [, , , , , , fx, fy, fz] = companion.rotation as number[];
    const cosine = -(nx * fx! + ny * fy! + nz * fz!);
    const away = Math.hypot(...companion.position.map((p, i) => p - point[i]!));
    if (Math.abs(distance - away) < 1e-6 && away > NEAREST && cosine > FLATTEST) return companion;
  }
  return lookAt(point, camera.position, random);
}

function lookAt(point: Point, position: Camera["position"], random: Random): Camera {
  const [dx, dy, dz] = point.map((p, i) => p - position[i]!) as Point;
  const rotation = rotate(Math.atan2(dy, dx), Math.atan2(dz, Math.hypot(dx, dy)), drawRoll(random));
  return { position, rotation, fieldOfView: drawFieldOfView(random) };
}

/** One pixel is enough for one ray. */
function castCentre(scene: Scene, camera: Camera) {
  const caster = new Caster(scene, camera, 1);
  caster.cast(0.5, 0.5, caster.candidates(0, 0));
  return caster.hit;
}
