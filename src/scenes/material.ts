import type { Random } from "../domain/random.ts";
import { type Material, PATTERNS } from "./solid.ts";

/** Hue, saturation and lightness in [0, 1] to linear rgb. */
export function hslToRgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number): number => {
    const k = (n + hue * 12) % 12;
    return lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

/** Share of materials without any pattern, besides those that draw "plain" among the patterns. */
const PLAIN = 0.35;

/** Share of patterns with little contrast. */
const SOFT = 0.4;

/** Any pattern, any hue; many pairs of colours differ clearly in lightness, so that texture edges compete with those of the geometry. */
export function drawMaterial(random: Random): Material {
  const pattern = random.uniform() < PLAIN ? "plain" : random.pick(PATTERNS);
  const dark = random.between(0.1, 0.5);
  const bright = dark + (random.uniform() < SOFT ? random.between(0.05, 0.15) : random.between(0.25, 0.5));
  const hue = random.uniform();
  // The second colour is at times of the same hue.
  const colour = (lightness: number) =>
    hslToRgb(random.uniform() < 0.5 ? hue : random.uniform(), random.between(0, 0.6), lightness);
  const [a, b] = [colour(dark), colour(bright)];
  const plain = colour(random.between(0.15, 0.9));
  const z = random.between(-1, 1);
  const turn = random.between(0, 2 * Math.PI);
  const flat = Math.sqrt(1 - z * z);
  return {
    pattern,
    colours: pattern === "plain" ? [plain, plain] : random.uniform() < 0.5 ? [a, b] : [b, a],
    period: random.between(0.12, 0.7),
    direction: [flat * Math.cos(turn), flat * Math.sin(turn), z],
    offset: [random.between(0, 9), random.between(0, 9), random.between(0, 9)],
    seed: random.integer(2 ** 31),
  };
}
