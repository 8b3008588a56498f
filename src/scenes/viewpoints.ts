import type { Random } from "../domain/random.ts";
import type { Camera } from "../tasks/view.ts";
import { drawCamera } from "./camera.ts";
import { overlap } from "./overlap.ts";
import type { Scene } from "./solid.ts";

/** Share of its image that a view has in common with every earlier one of its scene. */
const COMMON = 0.3;
const ATTEMPTS = 24;

/** Cameras of a scene for tasks that see one view. */
export const drawCameras = (scene: Scene, count: number, random: Random): Camera[] =>
  Array.from({ length: count }, () => drawCamera(scene, random));

/** Cameras of a scene of which each sees at least `COMMON` of what each other one sees; after many tries the best of them. */
export function drawOverlapping(scene: Scene, count: number, random: Random): Camera[] {
  const cameras: Camera[] = [];
  while (cameras.length < count) cameras.push(drawNext(scene, cameras, random));
  return cameras;
}

function drawNext(scene: Scene, earlier: Camera[], random: Random): Camera {
  let best = drawCamera(scene, random);
  let common = commonWith(scene, earlier, best);
  for (let attempt = 1; attempt < ATTEMPTS && common < COMMON; attempt++) {
    const camera = drawCamera(scene, random);
    const share = commonWith(scene, earlier, camera);
    if (share > common) [best, common] = [camera, share];
  }
  return best;
}

const commonWith = (scene: Scene, earlier: Camera[], camera: Camera): number =>
  Math.min(1, ...earlier.map((other) => overlap(scene, other, camera)));
