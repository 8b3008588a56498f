import type { Rays } from "./rays.ts";
import type { Scene } from "./solid.ts";

/** What a ray met; reused from ray to ray. */
export interface Hit {
  distance: number;
  /** Index of the solid, or -1 for the room itself. */
  solid: number;
  /** Of the solid or the room: 0 to 5 for -x, +x, -y, +y, -z, +z, of the way the ray went; 6 where curved. */
  face: number;
  material: number;
  /** Unit normal in the room's frame, towards the viewer. */
  nx: number;
  ny: number;
  nz: number;
  /** Where, in the room's frame. */
  px: number;
  py: number;
  pz: number;
  /** Where, in the frame of the solid. */
  x: number;
  y: number;
  z: number;
}

export const emptyHit = (): Hit => ({
  distance: 0,
  solid: -1,
  face: 0,
  material: 0,
  nx: 0,
  ny: 0,
  nz: 0,
  px: 0,
  py: 0,
  pz: 0,
  x: 0,
  y: 0,
  z: 0,
});

/**
 * Fills `hit` with what the unit ray from the origin of `rays` meets first: one of the candidates, or the room's own wall, floor or ceiling, which
 * every ray from inside meets.
 */
export function trace(
  scene: Scene,
  rays: Rays,
  candidates: number[],
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): void {
  let nearest = meetRoom(scene, rays, dx, dy, dz, hit);
  let solid = -1;
  let face = 0;
  for (let k = 0; k < candidates.length; k++) {
    const t = rays.meet(candidates[k]!, dx, dy, dz);
    if (t < nearest) {
      nearest = t;
      solid = candidates[k]!;
      face = rays.face;
    }
  }
  hit.px = rays.x + nearest * dx;
  hit.py = rays.y + nearest * dy;
  hit.pz = rays.z + nearest * dz;
  if (solid < 0) {
    hit.x = hit.px;
    hit.y = hit.py;
    hit.z = hit.pz;
  } else {
    hit.distance = nearest;
    meetSolid(scene, rays, solid, face, dx, dy, dz, hit);
  }
}

function meetRoom(scene: Scene, rays: Rays, dx: number, dy: number, dz: number, hit: Hit): number {
  const { room, surfaces } = scene;
  const tx = (dx > 0 ? room[0] - rays.x : -room[0] - rays.x) / dx;
  const ty = (dy > 0 ? room[1] - rays.y : -room[1] - rays.y) / dy;
  const tz = (dz > 0 ? room[2] - rays.z : -room[2] - rays.z) / dz;
  const wall = Math.min(tx, ty, tz);
  hit.distance = wall;
  hit.solid = -1;
  hit.nx = hit.ny = hit.nz = 0;
  if (wall === tx) {
    hit.face = dx > 0 ? 1 : 0;
    hit.nx = dx > 0 ? -1 : 1;
    hit.material = surfaces.walls[hit.face]!;
  } else if (wall === ty) {
    hit.face = dy > 0 ? 3 : 2;
    hit.ny = dy > 0 ? -1 : 1;
    hit.material = surfaces.walls[hit.face]!;
  } else {
    hit.face = dz > 0 ? 5 : 4;
    hit.nz = dz > 0 ? -1 : 1;
    hit.material = dz > 0 ? surfaces.ceiling : surfaces.floor;
  }
  return wall;
}

function meetSolid(
  scene: Scene,
  rays: Rays,
  i: number,
  face: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): void {
  const solid = scene.solids[i]!;
  const lx = rays.turnX(i, dx, dy);
  const ly = rays.turnY(i, dx, dy);
  hit.x = rays.originOf(i, 0) + hit.distance * lx;
  hit.y = rays.originOf(i, 1) + hit.distance * ly;
  hit.z = rays.originOf(i, 2) + hit.distance * dz;
  // The normal in the solid's frame.
  let nx = 0;
  let ny = 0;
  hit.nz = 0;
  hit.face = 6;
  if (solid.shape === "sphere") {
    nx = hit.x / solid.half[0];
    ny = hit.y / solid.half[0];
    hit.nz = hit.z / solid.half[0];
  } else if (face === 2) {
    hit.nz = dz > 0 ? -1 : 1;
    hit.face = dz > 0 ? 5 : 4;
  } else if (solid.shape === "cylinder") {
    nx = hit.x / solid.half[0];
    ny = hit.y / solid.half[0];
  } else if (face === 0) {
    nx = lx > 0 ? -1 : 1;
    hit.face = lx > 0 ? 1 : 0;
  } else {
    ny = ly > 0 ? -1 : 1;
    hit.face = ly > 0 ? 3 : 2;
  }
  hit.nx = rays.backX(i, nx, ny);
  hit.ny = rays.backY(i, nx, ny);
  hit.solid = i;
  hit.material = solid.material;
}
