import type { Random } from "../domain/random.ts";
import type { ObjectClass } from "../tasks/classes.ts";
import type { Solid } from "./solid.ts";

/**
 * A piece of furniture in its own frame: x along the wall, y from its back (0) into the room, z up from the floor (0).
 * `width` and `depth` are what it covers of the floor; `hung` pieces cover none.
 */
export interface Piece {
  width: number;
  depth: number;
  hung?: boolean;
  parts: Part[];
}

export type Part = Omit<Solid, "material"> & {
  /** Parts of a piece with the same number share a material; "sky" is an open window's view. */
  finish: number | "sky";
};

const box = (
  kind: ObjectClass,
  finish: Part["finish"],
  [x, y, z]: [number, number, number],
  [w, d, h]: [number, number, number],
): Part => ({ shape: "box", class: kind, finish, centre: [x, y, z + h / 2], half: [w / 2, d / 2, h / 2], yaw: 0 });

const cylinder = (
  kind: ObjectClass,
  finish: number,
  [x, y, z]: [number, number, number],
  r: number,
  h: number,
): Part => ({ shape: "cylinder", class: kind, finish, centre: [x, y, z + h / 2], half: [r, r, h / 2], yaw: 0 });

const sphere = (kind: ObjectClass, finish: number, centre: [number, number, number], r: number): Part => ({
  shape: "sphere",
  class: kind,
  finish,
  centre,
  half: [r, r, r],
  yaw: 0,
});

/** Four legs under a `width x depth` top, y from 0. */
function legs(
  kind: ObjectClass,
  finish: number,
  width: number,
  depth: number,
  height: number,
  thick: number,
  round: boolean,
): Part[] {
  const [x, y0, y1] = [width / 2 - thick, thick, depth - thick];
  const corners: [number, number, number][] = [
    [-x, y0, 0],
    [x, y0, 0],
    [-x, y1, 0],
    [x, y1, 0],
  ];
  return corners.map((at) =>
    round ? cylinder(kind, finish, at, thick / 2, height) : box(kind, finish, at, [thick, thick, height]),
  );
}

export function bed(random: Random): Piece {
  const [width, depth, height] = [random.between(0.9, 1.8), random.between(1.8, 2.1), random.between(0.35, 0.6)];
  const parts = [
    box("bed", 0, [0, depth / 2, 0.05], [width, depth, height - 0.15]),
    box("bed", 1, [0, depth / 2, height - 0.1], [width - 0.06, depth - 0.06, 0.14]),
    box("bed", 0, [0, 0.04, 0], [width, 0.08, height + random.between(0.2, 0.6)]),
  ];
  const pillows = width > 1.3 ? [-width / 4, width / 4] : [0];
  for (const x of pillows) parts.push(box("bed", 2, [x, 0.32, height + 0.04], [0.5, 0.35, 0.12]));
  return { width, depth, parts };
}

export function sofa(random: Random): Piece {
  const [width, depth, seat] = [random.between(1.2, 2.3), random.between(0.75, 1), random.between(0.35, 0.48)];
  const back = seat + random.between(0.3, 0.5);
  const arm = random.between(0.12, 0.22);
  const parts = [
    box("sofa", 0, [0, depth / 2, 0], [width, depth, seat]),
    box("sofa", 0, [0, 0.12, seat], [width, 0.24, back - seat]),
    box("sofa", 1, [-width / 2 + arm / 2, depth / 2, 0], [arm, depth, seat + 0.2]),
    box("sofa", 1, [width / 2 - arm / 2, depth / 2, 0], [arm, depth, seat + 0.2]),
  ];
  if (random.uniform() < 0.5) parts.push(sphere("sofa", 2, [random.between(-0.4, 0.4), 0.4, seat + 0.16], 0.17));
  return { width, depth, parts };
}

export function table(random: Random): Piece {
  const round = random.uniform() < 0.35;
  const [width, height, thick] = [random.between(0.8, 1.8), random.between(0.68, 0.82), random.between(0.03, 0.08)];
  if (round) {
    const r = width / 2.4;
    const parts = [
      cylinder("table", 0, [0, r, height - thick], r, thick),
      cylinder("table", 1, [0, r, 0], 0.06, height - thick),
      cylinder("table", 1, [0, r, 0], r / 2, 0.04),
    ];
    return { width: 2 * r, depth: 2 * r, parts };
  }
  const depth = random.between(0.6, 0.95);
  const top = box("table", 0, [0, depth / 2, height - thick], [width, depth, thick]);
  return {
    width,
    depth,
    parts: [top, ...legs("table", 1, width, depth, height - thick, 0.07, random.uniform() < 0.5)],
  };
}

export function lowTable(random: Random): Piece {
  const [width, depth, height] = [random.between(0.6, 1.2), random.between(0.5, 0.8), random.between(0.3, 0.48)];
  const top = box("table", 0, [0, depth / 2, height - 0.05], [width, depth, 0.05]);
  return { width, depth, parts: [top, ...legs("table", 1, width, depth, height - 0.05, 0.08, random.uniform() < 0.5)] };
}

export function chair(random: Random): Piece {
  const [width, depth, seat] = [random.between(0.4, 0.55), random.between(0.4, 0.55), random.between(0.42, 0.5)];
  const back = random.between(0.3, 0.6);
  const parts = [
    box("chair", 0, [0, depth / 2, seat - 0.06], [width, depth, 0.06]),
    box("chair", 0, [0, 0.03, seat], [width, 0.05, back]),
  ];
  if (random.uniform() < 0.25) {
    parts.push(
      cylinder("chair", 1, [0, depth / 2, 0.04], 0.04, seat - 0.1),
      cylinder("chair", 1, [0, depth / 2, 0], width / 2, 0.05),
    );
  } else parts.push(...legs("chair", 1, width, depth, seat - 0.06, 0.05, random.uniform() < 0.5));
  return { width, depth, parts };
}

export function stool(random: Random): Piece {
  const [r, height] = [random.between(0.16, 0.22), random.between(0.42, 0.75)];
  const parts = [
    cylinder("chair", 0, [0, r, height - 0.06], r, 0.06),
    cylinder("chair", 1, [0, r, 0], 0.04, height - 0.06),
  ];
  return { width: 2 * r, depth: 2 * r, parts };
}

/** A wardrobe or a chest. */
export function cabinet(random: Random): Piece {
  const [width, depth] = [random.between(0.6, 1.4), random.between(0.35, 0.6)];
  const height = random.pick([random.between(0.7, 1), random.between(1.6, 2.2)]);
  const parts = [box("cabinet", 0, [0, depth / 2, 0], [width, depth, height])];
  for (const side of [-1, 1]) {
    parts.push(box("cabinet", 1, [(side * width) / 4, depth + 0.01, 0.08], [width / 2 - 0.05, 0.02, height - 0.14]));
  }
  return { width, depth: depth + 0.02, parts };
}

/** Open, with things on its boards. */
export function shelf(random: Random): Piece {
  const [width, depth, height] = [random.between(0.7, 1.4), random.between(0.3, 0.4), random.between(1.2, 2.2)];
  const parts = [
    box("cabinet", 0, [-width / 2 + 0.02, depth / 2, 0], [0.04, depth, height]),
    box("cabinet", 0, [width / 2 - 0.02, depth / 2, 0], [0.04, depth, height]),
    box("cabinet", 1, [0, 0.01, 0], [width, 0.02, height]),
  ];
  const boards = Math.max(2, Math.round(height / 0.4));
  for (let i = 0; i <= boards; i++) {
    parts.push(box("cabinet", 0, [0, depth / 2, (i / boards) * (height - 0.04)], [width - 0.08, depth, 0.04]));
  }
  for (let i = 0; i < boards; i++) {
    const at = random.between(-width / 3, width / 3);
    if (random.uniform() < 0.7) {
      parts.push(
        box("cabinet", 2, [at, depth / 2, (i / boards) * height + 0.04], [random.between(0.12, 0.28), 0.2, 0.25]),
      );
    }
  }
  return { width, depth, parts };
}

/** A kitchen's worktop with cupboards above and below. */
export function kitchenUnit(random: Random): Piece {
  const [width, depth] = [random.between(1.6, 3), 0.6];
  const parts = [
    box("cabinet", 0, [0, depth / 2, 0], [width, depth - 0.04, 0.85]),
    box("cabinet", 1, [0, depth / 2, 0.85], [width, depth, 0.05]),
  ];
  const doors = Math.round(width / 0.55);
  for (let i = 0; i < doors; i++) {
    const x = ((i + 0.5) / doors - 0.5) * width;
    parts.push(box("cabinet", 2, [x, depth, 0.1], [width / doors - 0.06, 0.02, 0.7]));
  }
  if (random.uniform() < 0.8) parts.push(box("cabinet", 0, [0, 0.17, 1.4], [width, 0.34, 0.65]));
  const x = random.between(-width / 3, width / 3);
  parts.push(box("sanitary", 3, [x, 0.3, 0.9], [0.5, 0.4, 0.025]), cylinder("sanitary", 3, [x, 0.08, 0.9], 0.02, 0.28));
  return { width, depth, parts };
}

export function sink(random: Random): Piece {
  const [width, depth, height] = [random.between(0.45, 0.75), random.between(0.38, 0.5), random.between(0.78, 0.9)];
  const parts = [
    box("sanitary", 0, [0, depth / 2, height - 0.16], [width, depth, 0.16]),
    cylinder("sanitary", 0, [0, depth / 2.5, 0], 0.09, height - 0.16),
    cylinder("sanitary", 1, [0, 0.06, height], 0.02, 0.16),
  ];
  return { width, depth, parts };
}

export function toilet(random: Random): Piece {
  const height = random.between(0.38, 0.45);
  const parts = [
    box("sanitary", 0, [0, 0.1, 0], [0.4, 0.2, height + 0.38]),
    cylinder("sanitary", 0, [0, 0.42, height - 0.14], 0.21, 0.14),
    cylinder("sanitary", 0, [0, 0.38, 0], 0.13, height - 0.14),
    cylinder("sanitary", 1, [0, 0.42, height], 0.2, 0.03),
  ];
  return { width: 0.45, depth: 0.65, parts };
}

export function bathtub(random: Random): Piece {
  const [width, depth, height] = [random.between(1.5, 1.8), random.between(0.7, 0.85), random.between(0.5, 0.6)];
  const rim = 0.08;
  const parts = [
    box("sanitary", 1, [0, depth / 2, 0], [width - rim, depth - rim, 0.15]),
    box("sanitary", 0, [0, rim / 2, 0], [width, rim, height]),
    box("sanitary", 0, [0, depth - rim / 2, 0], [width, rim, height]),
    box("sanitary", 0, [-width / 2 + rim / 2, depth / 2, 0], [rim, depth, height]),
    box("sanitary", 0, [width / 2 - rim / 2, depth / 2, 0], [rim, depth, height]),
  ];
  return { width, depth, parts };
}

export function floorLamp(random: Random): Piece {
  const [r, height] = [random.between(0.14, 0.24), random.between(1.3, 1.8)];
  const shade =
    random.uniform() < 0.5 ? sphere("lamp", 1, [0, r, height], r) : cylinder("lamp", 1, [0, r, height - 0.15], r, 0.3);
  const parts = [cylinder("lamp", 0, [0, r, 0], r, 0.04), cylinder("lamp", 0, [0, r, 0], 0.025, height), shade];
  return { width: 2 * r, depth: 2 * r, parts };
}

export function plant(random: Random): Piece {
  const [r, pot, height] = [random.between(0.13, 0.22), random.between(0.2, 0.4), random.between(0.4, 1)];
  const parts = [cylinder("plant", 0, [0, r, 0], r, pot), cylinder("plant", 1, [0, r, pot], 0.03, height)];
  for (let i = 0; i < 5; i++) {
    const at: [number, number, number] = [
      random.between(-0.15, 0.15),
      r + random.between(-0.08, 0.15),
      pot + height * random.between(0.5, 1.1),
    ];
    parts.push(sphere("plant", 1, at, random.between(0.08, 0.2)));
  }
  return { width: 2 * r, depth: 2 * r, parts };
}

/** Flat on the floor, part of the background. */
export function rug(random: Random): Piece {
  const [width, depth] = [random.between(1, 2.4), random.between(0.8, 1.8)];
  const parts =
    random.uniform() < 0.3
      ? [cylinder("background", 0, [0, depth / 2, 0], depth / 2, 0.015)]
      : [box("background", 0, [0, depth / 2, 0], [width, depth, 0.015])];
  return { width, depth, hung: true, parts };
}

/** Framed pictures and screens, on a wall: z is that of their lower edge. */
export function picture(random: Random): Piece {
  const [width, height, z] = [random.between(0.35, 1.3), random.between(0.3, 0.9), random.between(1, 1.5)];
  const parts = [
    box("picture", 0, [0, 0.01, z], [width, 0.02, height]),
    box("picture", 1, [0, 0.02, z + 0.05], [width - 0.1, 0.01, height - 0.1]),
  ];
  return { width, depth: 0.05, hung: true, parts };
}

/** Framed panes; through an open one there is nothing but sky. */
export function window(random: Random): Piece {
  const [width, height, z] = [random.between(0.7, 1.8), random.between(0.8, 1.3), random.between(0.8, 1)];
  const pane: Part["finish"] = random.uniform() < 0.5 ? "sky" : 1;
  const parts = [box("window", pane, [0, 0.01, z], [width, 0.02, height])];
  for (const x of [-width / 2, 0, width / 2]) parts.push(box("window", 0, [x, 0.03, z], [0.06, 0.06, height]));
  for (const at of [z - 0.03, z + height]) parts.push(box("window", 0, [0, 0.03, at], [width + 0.06, 0.06, 0.06]));
  if (random.uniform() < 0.4) {
    for (const side of [-1, 1]) {
      parts.push(box("background", 2, [(side * (width + 0.3)) / 2, 0.09, z - 0.4], [0.35, 0.06, height + 0.6]));
    }
  }
  return { width: width + 0.4, depth: 0.1, hung: true, parts };
}

export function door(random: Random): Piece {
  const [width, height] = [random.between(0.75, 1), random.between(1.95, 2.15)];
  const parts = [
    box("door", 0, [0, 0.03, 0], [width, 0.06, height]),
    box("door", 1, [-width / 2 - 0.04, 0.04, 0], [0.08, 0.08, height + 0.08]),
    box("door", 1, [width / 2 + 0.04, 0.04, 0], [0.08, 0.08, height + 0.08]),
    box("door", 1, [0, 0.04, height], [width, 0.08, 0.08]),
    sphere("door", 1, [width / 2 - 0.1, 0.09, 1], 0.035),
  ];
  return { width: width + 0.2, depth: 0.1, parts };
}
