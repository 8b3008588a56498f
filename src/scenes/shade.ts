import { Rays } from "./rays.ts";
import { type Scene, SKY } from "./solid.ts";
import { blend } from "./texture.ts";
import type { Hit } from "./trace.ts";

/** Metres at which a light is two thirds as strong as its power. */
const REACH = 3;

/** Lambert shading by one point light with hard shadows, and by ambient light, of which more comes from above. */
export class Shader {
  private readonly scene: Scene;
  private readonly rays: Rays;
  private readonly casts: Uint8Array;

  constructor(scene: Scene) {
    this.scene = scene;
    this.rays = new Rays(scene.solids, ...scene.light.position);
    this.casts = Uint8Array.from(scene.solids, (solid) => (solid.material === SKY ? 0 : 1));
  }

  /** What the point light contributes at a hit, before colours: 0 in the shadow. */
  light(hit: Hit): number {
    const { rays } = this;
    const dx = hit.px - rays.x;
    const dy = hit.py - rays.y;
    const dz = hit.pz - rays.z;
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const cosine = -(hit.nx * dx + hit.ny * dy + hit.nz * dz) / distance;
    if (cosine <= 0) return 0;
    // Short of the surface itself.
    const blocked = rays.blocked(this.casts, distance - 1e-3, dx / distance, dy / distance, dz / distance);
    return blocked ? 0 : (this.scene.light.power * cosine) / (0.5 + (distance / REACH) ** 2);
  }

  /** Adds the rgb of a hit under that much light to `sum`. */
  add(hit: Hit, light: number, sum: Float64Array): void {
    const { scene } = this;
    if (hit.material === SKY) {
      for (let c = 0; c < 3; c++) sum[c]! += scene.sky[c]!;
      return;
    }
    const material = scene.materials[hit.material]!;
    const share = blend(material, hit.x, hit.y, hit.z);
    const first = material.colours[0];
    const second = material.colours[1];
    const { colour } = scene.light;
    const ambient = scene.light.ambient * (1 + 0.35 * hit.nz);
    for (let c = 0; c < 3; c++) {
      sum[c]! += (first[c]! * (1 - share) + second[c]! * share) * (ambient + light * colour[c]!);
    }
  }
}
