import type { Camera } from "../tasks/view.ts";
import { Rays } from "./rays.ts";
import type { Scene } from "./solid.ts";
import { TILE, tileSolids } from "./tiles.ts";
import { emptyHit, type Hit, trace } from "./trace.ts";

/** Metres by which a point may lie behind the surface that a ray meets and still be on it. */
const SKIN = 1e-3;

/** Rays through the image, by pixel coordinates. */
export class Caster {
  readonly size: number;
  readonly hit: Hit = emptyHit();
  readonly rotation: readonly number[];
  private readonly scene: Scene;
  private readonly rays: Rays;
  private readonly tiles: number[][];
  private readonly focal: number;
  private readonly position: readonly [number, number, number];

  constructor(scene: Scene, camera: Camera, size: number) {
    this.scene = scene;
    this.size = size;
    this.rotation = camera.rotation;
    this.position = camera.position;
    this.rays = new Rays(scene.solids, ...camera.position);
    this.tiles = tileSolids(scene.solids, camera, size);
    this.focal = size / 2 / Math.tan(camera.fieldOfView / 2);
  }

  /** What may be seen in a pixel. */
  candidates(column: number, row: number): number[] {
    return this.tiles[Math.floor(row / TILE) * Math.ceil(this.size / TILE) + Math.floor(column / TILE)]!;
  }

  /** The ray through the centre of a pixel, by its index. */
  castPixel(i: number): number {
    const column = i % this.size;
    const row = Math.floor(i / this.size);
    return this.cast(column + 0.5, row + 0.5, this.candidates(column, row));
  }

  /** Fills `hit` for the ray through (u, v); returns the ray's z in the camera's frame at unit length. */
  cast(u: number, v: number, candidates: number[]): number {
    const r = this.rotation;
    const x = (u - this.size / 2) / this.focal;
    const y = (v - this.size / 2) / this.focal;
    const z = 1 / Math.sqrt(x * x + y * y + 1);
    // No component is exactly 0, since slabs are met by division.
    const dx = (r[0]! * x + r[3]! * y + r[6]!) * z || 1e-12;
    const dy = (r[1]! * x + r[4]! * y + r[7]!) * z || 1e-12;
    const dz = (r[2]! * x + r[5]! * y + r[8]!) * z || 1e-12;
    trace(this.scene, this.rays, candidates, dx, dy, dz, this.hit);
    return z;
  }

  /** Whether a point of some surface is in the image and nothing hides it; fills `hit` if it is in the image. */
  sees(x: number, y: number, z: number): boolean {
    const r = this.rotation;
    const [dx, dy, dz] = [x - this.position[0], y - this.position[1], z - this.position[2]];
    const depth = r[6]! * dx + r[7]! * dy + r[8]! * dz;
    if (depth <= 0) return false;
    const u = ((r[0]! * dx + r[1]! * dy + r[2]! * dz) / depth) * this.focal + this.size / 2;
    const v = ((r[3]! * dx + r[4]! * dy + r[5]! * dz) / depth) * this.focal + this.size / 2;
    if (u < 0 || v < 0 || u >= this.size || v >= this.size) return false;
    this.cast(u, v, this.candidates(Math.floor(u), Math.floor(v)));
    return this.hit.distance > Math.hypot(dx, dy, dz) - SKIN;
  }
}
