import type { Rays } from "./rays.ts";
import type { Scene } from "./solid.ts";

/** What a ray met; reused from ray to ray. */
export interface Hit {
  distance: number;
  /** Index of the solid, or -1 for the room itself. */
  solid: number;
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

/** The nearest of the candidates, or the room's own wall, floor or ceiling, which every ray from inside meets. */
export function trace(
  scene: Scene,
  rays: Rays,
  candidates: number[],
  eye: readonly [number, number, number],
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): void {
  let nearest = Number.POSITIVE_INFINITY;
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
  const [hx, hy, hz] = scene.room;
  const tx = (dx > 0 ? hx - eye[0] : -hx - eye[0]) / dx;
  const ty = (dy > 0 ? hy - eye[1] : -hy - eye[1]) / dy;
  const tz = (dz > 0 ? hz - eye[2] : -hz - eye[2]) / dz;
  const wall = Math.min(tx, ty, tz);
  if (solid < 0 || wall < nearest) {
    hit.distance = wall;
    hit.solid = -1;
    hit.nx = wall === tx ? -Math.sign(dx) : 0;
    hit.ny = wall === tx ? 0 : wall === ty ? -Math.sign(dy) : 0;
    hit.nz = wall === tx || wall === ty ? 0 : -Math.sign(dz);
    const { floor, ceiling, walls } = scene.surfaces;
    hit.material = wall === tx ? walls[dx > 0 ? 1 : 0] : wall === ty ? walls[dy > 0 ? 3 : 2] : dz > 0 ? ceiling : floor;
    hit.x = hit.px = eye[0] + wall * dx;
    hit.y = hit.py = eye[1] + wall * dy;
    hit.z = hit.pz = eye[2] + wall * dz;
    return;
  }
  const { shape, material, half } = scene.solids[solid]!;
  const lx = rays.turnX(solid, dx, dy);
  const ly = rays.turnY(solid, dx, dy);
  const x = rays.originOf(solid, 0) + nearest * lx;
  const y = rays.originOf(solid, 1) + nearest * ly;
  const z = rays.originOf(solid, 2) + nearest * dz;
  let [nx, ny, nz] = [0, 0, 0];
  if (shape === "sphere") [nx, ny, nz] = [x / half[0], y / half[0], z / half[0]];
  else if (face === 2) nz = -Math.sign(dz);
  else if (shape === "cylinder") [nx, ny] = [x / half[0], y / half[0]];
  else if (face === 0) nx = -Math.sign(lx);
  else ny = -Math.sign(ly);
  hit.distance = nearest;
  hit.solid = solid;
  // Back from the solid's frame: the inverse turn.
  const [c, s] = [Math.cos(scene.solids[solid]!.yaw), Math.sin(scene.solids[solid]!.yaw)];
  hit.nx = c * nx - s * ny;
  hit.ny = s * nx + c * ny;
  hit.nz = nz;
  hit.material = material;
  hit.px = eye[0] + nearest * dx;
  hit.py = eye[1] + nearest * dy;
  hit.pz = eye[2] + nearest * dz;
  hit.x = x;
  hit.y = y;
  hit.z = z;
}
