import { classId, type RoomType } from "../tasks/classes.ts";
import type { Camera, RenderedView } from "../tasks/view.ts";
import { Rays } from "./rays.ts";
import { shader } from "./shade.ts";
import { type Scene, SKY } from "./solid.ts";
import { TILE, tileSolids } from "./tiles.ts";
import { emptyHit, trace } from "./trace.ts";

/** Offsets of the colour samples from the pixel's centre; geometry is that of the centre itself. */
const SAMPLES = [
  [-0.125, -0.375],
  [0.375, -0.125],
  [0.125, 0.375],
  [-0.375, 0.125],
] as const;

/** Casts one ray a pixel for the geometry and four for the colour. */
export function render(scene: Scene, roomType: RoomType, camera: Camera, size: number): RenderedView {
  const pixels = size * size;
  const view = {
    size,
    rgb: new Uint8Array(3 * pixels),
    depth: new Float32Array(pixels),
    distance: new Float32Array(pixels),
    normals: new Float32Array(3 * pixels),
    classes: new Uint8Array(pixels),
    roomType,
    camera,
    room: scene.room,
  };
  const eye = camera.position;
  const rays = new Rays(scene.solids, eye[0], eye[1], eye[2]);
  const tiles = tileSolids(scene.solids, camera, size);
  const across = Math.ceil(size / TILE);
  const focal = size / 2 / Math.tan(camera.fieldOfView / 2);
  const shade = shader(scene);
  const r = camera.rotation as number[];
  const background = classId("background");
  const classes = scene.solids.map((solid) => classId(solid.class));
  const hit = emptyHit();
  const colour = new Float64Array(3);

  /** Fills `hit` for the ray through image coordinates (u, v); returns its z for unit length. */
  const cast = (u: number, v: number, candidates: number[]): number => {
    const x = (u - size / 2) / focal;
    const y = (v - size / 2) / focal;
    const z = 1 / Math.sqrt(x * x + y * y + 1);
    // No component is exactly 0, since slabs are met by division.
    const dx = (r[0]! * x + r[3]! * y + r[6]!) * z || 1e-12;
    const dy = (r[1]! * x + r[4]! * y + r[7]!) * z || 1e-12;
    const dz = (r[2]! * x + r[5]! * y + r[8]!) * z || 1e-12;
    trace(scene, rays, candidates, eye, dx, dy, dz, hit);
    return z;
  };

  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const i = row * size + column;
      const candidates = tiles[Math.floor(row / TILE) * across + Math.floor(column / TILE)]!;
      const z = cast(column + 0.5, row + 0.5, candidates);
      view.classes[i] = hit.solid < 0 ? background : classes[hit.solid]!;
      if (hit.material === SKY) {
        view.depth[i] = view.distance[i] = Number.POSITIVE_INFINITY;
      } else {
        view.distance[i] = hit.distance;
        view.depth[i] = hit.distance * z;
        for (let axis = 0; axis < 3; axis++) {
          view.normals[3 * i + axis] = r[3 * axis]! * hit.nx + r[3 * axis + 1]! * hit.ny + r[3 * axis + 2]! * hit.nz;
        }
      }
      colour.fill(0);
      for (const [du, dv] of SAMPLES) {
        cast(column + 0.5 + du, row + 0.5 + dv, candidates);
        shade(hit, colour);
      }
      for (let c = 0; c < 3; c++) {
        view.rgb[3 * i + c] = Math.round(255 * Math.min(1, Math.max(0, colour[c]! / SAMPLES.length)));
      }
    }
  }
  return view;
}
