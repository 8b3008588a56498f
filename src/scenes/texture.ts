import type { Material } from "./solid.ts";

/** How much of the second colour, [0, 1], a material shows at a point of its solid's frame (metres). */
export function blend(material: Material, px: number, py: number, pz: number): number {
  const [ox, oy, oz] = material.offset;
  const x = px / material.period + ox;
  const y = py / material.period + oy;
  const z = pz / material.period + oz;
  switch (material.pattern) {
    case "plain":
      return 0;
    case "stripes": {
      const [dx, dy, dz] = material.direction;
      return fraction(dx * x + dy * y + dz * z) < 0.5 ? 0 : 1;
    }
    case "checker":
      return (Math.floor(x) + Math.floor(y) + Math.floor(z)) & 1;
    case "noise":
      return smooth(2 * x, 2 * y, 2 * z, material.seed);
    case "dots": {
      const d = (fraction(x) - 0.5) ** 2 + (fraction(y) - 0.5) ** 2 + (fraction(z) - 0.5) ** 2;
      return d < 0.16 ? 1 : 0;
    }
    case "tiles":
      // Every cell of a grid has its own shade.
      return hash(Math.floor(x), Math.floor(y), Math.floor(z), material.seed);
  }
}

const fraction = (x: number): number => x - Math.floor(x);

/** Uniform in [0, 1] from a point of the integer lattice. */
function hash(x: number, y: number, z: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(z, 0x9e3779b1) ^ seed;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967295;
}

/** Value noise: hashes at the lattice, trilinear between them, with a steep step in the middle. */
function smooth(x: number, y: number, z: number, seed: number): number {
  const [ix, iy, iz] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  const [fx, fy, fz] = [x - ix, y - iy, z - iz];
  const along = (dy: number, dz: number): number =>
    hash(ix, iy + dy, iz + dz, seed) * (1 - fx) + hash(ix + 1, iy + dy, iz + dz, seed) * fx;
  const plane = (dz: number): number => along(0, dz) * (1 - fy) + along(1, dz) * fy;
  const value = plane(0) * (1 - fz) + plane(1) * fz;
  return Math.min(1, Math.max(0, 3 * (value - 0.5) + 0.5));
}
