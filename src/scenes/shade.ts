import { Rays } from "./rays.ts";
import { type Scene, SKY } from "./solid.ts";
import { blend } from "./texture.ts";
import type { Hit } from "./trace.ts";

/** Lambert shading by one point light with hard shadows, and by ambient light. The returned function adds a hit's colour to `sum`. */
export function shader(scene: Scene): (hit: Hit, sum: Float64Array) => void {
  const { position, ambient, colour, power } = scene.light;
  const rays = new Rays(scene.solids, position[0], position[1], position[2]);
  const casts = Uint8Array.from(scene.solids, (solid) => (solid.material === SKY ? 0 : 1));
  return (hit, sum) => {
    if (hit.material === SKY) {
      for (let c = 0; c < 3; c++) sum[c]! += scene.sky[c]!;
      return;
    }
    const dx = hit.px - position[0];
    const dy = hit.py - position[1];
    const dz = hit.pz - position[2];
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const cosine = -(hit.nx * dx + hit.ny * dy + hit.nz * dz) / distance;
    let lit = 0;
    if (cosine > 0) {
      const inverse = 1 / distance;
      // Short of the surface itself.
      if (!rays.blocked(casts, distance - 1e-3, dx * inverse, dy * inverse, dz * inverse)) lit = power * cosine;
    }
    const material = scene.materials[hit.material]!;
    const share = blend(material, hit.x, hit.y, hit.z);
    const [a, b] = material.colours;
    for (let c = 0; c < 3; c++) {
      sum[c]! += (a[c]! * (1 - share) + b[c]! * share) * (ambient + lit * colour[c]!);
    }
  };
}
