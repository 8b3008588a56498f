import type { Material } from "./solid.ts";

/** How much of the second colour, [0, 1], a material shows at a point of its solid's frame (metres). */
export function blend(material: Material, px: number, py: number, pz: number): number {
  const { offset, direction } = material;
  const x = px / material.period + offset[0];
  const y = py / material.period + offset[1];
  const z = pz / material.period + offset[2];
  switch (material.pattern) {
    case "plain":
      return 0;
    case "stripes":
      return fraction(direction[0] * x + direction[1] * y + direction[2] * z) < 0.5 ? 0 : 1;
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
  const iz = Math.floor(z);
  const value = mix(z - iz, plane(x, y, iz, seed), plane(x, y, iz + 1, seed));
  return Math.min(1, Math.max(0, 3 * (value - 0.5) + 0.5));
}

function plane(x: number, y: number, iz: number, seed: number): number {
  const iy = Math.floor(y);
  return mix(y - iy, line(x, iy, iz, seed), line(x, iy + 1, iz, seed));
}

function line(x: number, iy: number, iz: number, seed: number): number {
  const ix = Math.floor(x);
  return mix(x - ix, hash(ix, iy, iz, seed), hash(ix + 1, iy, iz, seed));
}

const mix = (share: number, a: number, b: number): number => a * (1 - share) + b * share;
