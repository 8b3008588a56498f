import type { Camera } from "../tasks/view.ts";
import { Caster } from "./caster.ts";
import type { Scene } from "./solid.ts";

/** Pixels per side of the coarse image that overlap is measured on. */
const SIZE = 8;

/** Share of what each of two cameras sees that the other sees too: the smaller of both, in [0, 1]. */
export function overlap(scene: Scene, a: Camera, b: Camera): number {
  const casters = [new Caster(scene, a, SIZE), new Caster(scene, b, SIZE)] as const;
  return Math.min(seenBy(casters[0], casters[1]), seenBy(casters[1], casters[0]));
}

/** Share of the pixels of one camera whose surface the other sees. */
function seenBy(from: Caster, by: Caster): number {
  let seen = 0;
  for (let i = 0; i < SIZE * SIZE; i++) {
    from.castPixel(i);
    const { px, py, pz } = from.hit;
    if (by.sees(px, py, pz)) seen++;
  }
  return seen / (SIZE * SIZE);
}
