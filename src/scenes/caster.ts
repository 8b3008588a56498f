import type { Camera } from "../tasks/view.ts";
import { Rays } from "./rays.ts";
import type { Scene } from "./solid.ts";
import { TILE, tileSolids } from "./tiles.ts";
import { emptyHit, type Hit, trace } from "./trace.ts";

/** Rays through the image, by pixel coordinates. */
export class Caster {
  readonly size: number;
  readonly hit: Hit = emptyHit();
  readonly rotation: readonly number[];
  private readonly scene: Scene;
  private readonly rays: Rays;
  private readonly tiles: number[][];
  private readonly focal: number;

  constructor(scene: Scene, camera: Camera, size: number) {
    this.scene = scene;
    this.size = size;
    this.rotation = camera.rotation;
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
}
