import type { Camera } from "../tasks/view.ts";
import { boundingRadius } from "./rays.ts";
import type { Solid } from "./solid.ts";

/** Pixels per side of a tile. */
export const TILE = 8;

/** For each tile of the image, row-major, the solids whose bounding sphere may reach into it. */
export function tileSolids(solids: Solid[], camera: Camera, size: number): number[][] {
  const across = Math.ceil(size / TILE);
  const tiles: number[][] = Array.from({ length: across * across }, () => []);
  const focal = size / 2 / Math.tan(camera.fieldOfView / 2);
  const r = camera.rotation;
  for (const [i, solid] of solids.entries()) {
    const [dx, dy, dz] = solid.centre.map((c, axis) => c - camera.position[axis]!) as [number, number, number];
    const x = r[0]! * dx + r[1]! * dy + r[2]! * dz;
    const y = r[3]! * dx + r[4]! * dy + r[5]! * dz;
    const z = r[6]! * dx + r[7]! * dy + r[8]! * dz;
    const radius = boundingRadius(solid);
    if (z + radius <= 0) continue;
    const [left, right] = span(x, z, radius, focal, size, across);
    const [top, bottom] = span(y, z, radius, focal, size, across);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) tiles[row * across + column]!.push(i);
    }
  }
  return tiles;
}

/** First and last tile that the projection of [x - r, x + r] at depths z - r to z + r may touch. */
function span(x: number, z: number, r: number, focal: number, size: number, across: number): [number, number] {
  const [near, far] = [z - r, z + r];
  if (near < 0.01) return [0, across - 1];
  const low = ((x - r) / (x - r < 0 ? near : far)) * focal + size / 2;
  const high = ((x + r) / (x + r > 0 ? near : far)) * focal + size / 2;
  return [Math.max(0, Math.floor(low / TILE)), Math.min(across - 1, Math.floor(high / TILE))];
}
