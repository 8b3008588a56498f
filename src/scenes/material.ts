import type { Random } from "../domain/random.ts";
import type { ObjectClass } from "../tasks/classes.ts";
import type { Material, Pattern } from "./solid.ts";

/** Low and high. */
type Range = [number, number];

interface Family {
  /** What may be made of it: at least three classes, and every class has at least three families, so that no look gives a class away. */
  classes: ObjectClass[];
  patterns: Pattern[];
  /** Lightness of the first colour, and how much lighter the second is. */
  lightness: Range;
  contrast: Range;
  saturation: Range;
  /** Metres. */
  period: Range;
}

/** Kinds of material. Hue is always random. */
export const FAMILIES: Record<string, Family> = {
  wood: {
    classes: ["background", "bed", "table", "chair", "cabinet", "door", "picture", "window"],
    patterns: ["stripes", "plain"],
    lightness: [0.2, 0.5],
    contrast: [0.05, 0.25],
    saturation: [0.2, 0.6],
    period: [0.06, 0.2],
  },
  fabric: {
    classes: ["background", "bed", "sofa", "chair", "lamp"],
    patterns: ["checker", "dots", "stripes"],
    lightness: [0.15, 0.5],
    contrast: [0.2, 0.45],
    saturation: [0.1, 0.6],
    period: [0.12, 0.4],
  },
  leather: {
    classes: ["bed", "sofa", "chair"],
    patterns: ["plain"],
    lightness: [0.1, 0.45],
    contrast: [0, 0],
    saturation: [0.1, 0.7],
    period: [1, 1],
  },
  paint: {
    classes: ["background", "door", "cabinet", "window", "plant", "table"],
    patterns: ["plain"],
    lightness: [0.35, 0.9],
    contrast: [0, 0],
    saturation: [0, 0.6],
    period: [1, 1],
  },
  paper: {
    classes: ["background", "picture", "lamp"],
    patterns: ["stripes", "checker", "dots", "noise"],
    lightness: [0.3, 0.6],
    contrast: [0.1, 0.4],
    saturation: [0, 0.6],
    period: [0.2, 0.7],
  },
  ceramic: {
    classes: ["sanitary", "lamp", "plant", "table"],
    patterns: ["plain"],
    lightness: [0.75, 0.97],
    contrast: [0, 0],
    saturation: [0, 0.3],
    period: [1, 1],
  },
  metal: {
    classes: ["sanitary", "lamp", "table", "chair", "cabinet", "window"],
    patterns: ["plain"],
    lightness: [0.3, 0.65],
    contrast: [0, 0],
    saturation: [0, 0.1],
    period: [1, 1],
  },
  tiles: {
    classes: ["background", "sanitary", "cabinet"],
    patterns: ["tiles", "checker"],
    lightness: [0.3, 0.6],
    contrast: [0.15, 0.4],
    saturation: [0, 0.5],
    period: [0.15, 0.5],
  },
  marble: {
    classes: ["background", "table", "sanitary", "plant", "sofa"],
    patterns: ["noise"],
    lightness: [0.2, 0.55],
    contrast: [0.1, 0.4],
    saturation: [0.1, 0.6],
    period: [0.15, 0.5],
  },
  lacquer: {
    classes: ["door", "picture", "cabinet", "plant"],
    patterns: ["plain", "noise"],
    lightness: [0.15, 0.6],
    contrast: [0.1, 0.3],
    saturation: [0.5, 0.9],
    period: [0.2, 0.5],
  },
};

export const familiesOf = (kind: ObjectClass): string[] =>
  Object.keys(FAMILIES).filter((name) => FAMILIES[name]!.classes.includes(kind));

/** The materials of one scene: a few of every family, so that different things look alike. */
export interface Palette {
  materials: Material[];
  /** Index of a random material that this class may have. */
  pick(kind: ObjectClass): number;
}

const VARIANTS = 2;

export function drawPalette(random: Random): Palette {
  const names = Object.keys(FAMILIES);
  const materials = names.flatMap((name) =>
    Array.from({ length: VARIANTS }, () => drawMaterial(FAMILIES[name]!, random)),
  );
  return {
    materials,
    pick: (kind) => VARIANTS * names.indexOf(random.pick(familiesOf(kind))) + random.integer(VARIANTS),
  };
}

function drawMaterial(family: Family, random: Random): Material {
  const lightness = random.between(...family.lightness);
  const hue = random.uniform();
  // The second colour is at times of the same hue.
  const colour = (level: number) =>
    hslToRgb(random.uniform() < 0.6 ? hue : random.uniform(), random.between(...family.saturation), level);
  const colours: Material["colours"] = [colour(lightness), colour(lightness + random.between(...family.contrast))];
  const z = random.between(-1, 1);
  const turn = random.between(0, 2 * Math.PI);
  const flat = Math.sqrt(1 - z * z);
  return {
    pattern: random.pick(family.patterns),
    colours,
    period: random.between(...family.period),
    direction: [flat * Math.cos(turn), flat * Math.sin(turn), z],
    offset: [random.between(0, 9), random.between(0, 9), random.between(0, 9)],
    seed: random.integer(2 ** 31),
  };
}

/** Hue, saturation and lightness in [0, 1] to linear rgb. */
export function hslToRgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number): number => {
    const k = (n + hue * 12) % 12;
    return lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0), channel(8), channel(4)];
}
