import type { Camera } from "../tasks/view.ts";
import type { Solid } from "./solid.ts";

/** Pixels per side of a tile. */
export const TILE = 4;

/** For each tile of the image, row-major, the solids that may be seen in it. */
export function tileSolids(solids: Solid[], camera: Camera, size: number): number[][] {
  const across = Math.ceil(size / TILE);
  const tiles: number[][] = Array.from({ length: across * across }, () => []);
  for (let i = 0; i < solids.length; i++) {
    const bounds = project(solids[i]!, camera, size);
    if (!bounds) continue;
    const left = Math.max(0, Math.floor(bounds.left / TILE));
    const right = Math.min(across - 1, Math.floor(bounds.right / TILE));
    const top = Math.max(0, Math.floor(bounds.top / TILE));
    const bottom = Math.min(across - 1, Math.floor(bounds.bottom / TILE));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) tiles[row * across + column]!.push(i);
    }
  }
  return tiles;
}

interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Pixel bounds of a solid's box, or of its cube for a round one: those of its corners' images; null when it is behind the camera. */
function project(solid: Solid, camera: Camera, size: number): Bounds | null {
  const r = camera.rotation;
  const focal = size / 2 / Math.tan(camera.fieldOfView / 2);
  const cosine = Math.cos(solid.yaw);
  const sine = Math.sin(solid.yaw);
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  let behind = 0;
  for (let corner = 0; corner < 8; corner++) {
    const hx = corner & 1 ? solid.half[0] : -solid.half[0];
    const hy = corner & 2 ? solid.half[1] : -solid.half[1];
    const hz = corner & 4 ? solid.half[2] : -solid.half[2];
    const dx = solid.centre[0] + cosine * hx - sine * hy - camera.position[0];
    const dy = solid.centre[1] + sine * hx + cosine * hy - camera.position[1];
    const dz = solid.centre[2] + hz - camera.position[2];
    const z = r[6]! * dx + r[7]! * dy + r[8]! * dz;
    if (z < 0.01) {
      behind++;
      continue;
    }
    const u = ((r[0]! * dx + r[1]! * dy + r[2]! * dz) / z) * focal + size / 2;
    const v = ((r[3]! * dx + r[4]! * dy + r[5]! * dz) / z) * focal + size / 2;
    bounds.left = Math.min(bounds.left, u);
    bounds.right = Math.max(bounds.right, u);
    bounds.top = Math.min(bounds.top, v);
    bounds.bottom = Math.max(bounds.bottom, v);
  }
  if (behind === 8) return null;
  // The image of a box that reaches behind the camera has no bounds.
  return behind > 0 ? { left: 0, right: size, top: 0, bottom: size } : bounds;
}
