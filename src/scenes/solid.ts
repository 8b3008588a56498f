import type { ObjectClass } from "../tasks/classes.ts";

/** A piece of furniture is made of solids. Metres; the room's frame is centred in the room, z up. */
export interface Solid {
  shape: "box" | "sphere" | "cylinder";
  centre: [number, number, number];
  /** Half extents along its own axes; a sphere's and a cylinder's radius is the first, a cylinder's half height the third. */
  half: [number, number, number];
  /** Turn about the vertical, radians. */
  yaw: number;
  class: ObjectClass;
  /** Index into the scene's materials; `SKY` is no surface at all, but what is seen through an open window. */
  material: number;
}

export const SKY = -1;

export interface Scene {
  room: [number, number, number];
  solids: Solid[];
  materials: Material[];
  /** Materials of the room itself: floor, ceiling, and the walls at -x, +x, -y, +y. */
  surfaces: { floor: number; ceiling: number; walls: [number, number, number, number] };
  /** A point light inside the room; `power` scales what it adds on a facing surface. */
  light: { position: [number, number, number]; power: number; ambient: number; colour: [number, number, number] };
  /** Linear rgb. */
  sky: [number, number, number];
}

const PATTERNS = ["plain", "stripes", "checker", "noise", "dots", "tiles"] as const;
export type Pattern = (typeof PATTERNS)[number];

/** A solid texture: a mix of two colours by the position in the solid's own frame, whatever its shape. */
export interface Material {
  pattern: Pattern;
  colours: [[number, number, number], [number, number, number]];
  /** Metres of a period. */
  period: number;
  /** Unit vector across the stripes. */
  direction: [number, number, number];
  offset: [number, number, number];
  seed: number;
}
