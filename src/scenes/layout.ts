import { type Random, randomOf } from "../domain/random.ts";
import type { RoomType } from "../tasks/classes.ts";
import type { Part, Piece } from "./furniture.ts";
import * as make from "./furniture.ts";
import { drawPalette, hslToRgb, type Palette } from "./material.ts";
import { ON_WALLS, ROOMS } from "./rooms.ts";
import { type Scene, SKY, type Solid } from "./solid.ts";

/** A furnished room, decided by the random stream alone. */
export function furnish(type: RoomType, random: Random): Scene {
  const plan = ROOMS[type];
  const swap = random.uniform() < 0.5;
  const sides = [random.between(...plan.width) / 2, random.between(...plan.length) / 2];
  const room: [number, number, number] = [sides[swap ? 1 : 0]!, sides[swap ? 0 : 1]!, random.between(2.3, 3.3) / 2];
  const palette = drawPalette(random);
  const scene: Scene = {
    room,
    solids: [],
    materials: palette.materials,
    surfaces: {
      floor: palette.pick("background"),
      ceiling: palette.pick("background"),
      walls: drawWalls(palette, random),
    },
    light: {
      position: [
        0.8 * random.between(-room[0], room[0]),
        0.8 * random.between(-room[1], room[1]),
        room[2] * random.between(0.5, 0.95),
      ],
      power: random.between(0.7, 1.3),
      ambient: random.between(0.25, 0.5),
      colour: hslToRgb(random.uniform(), random.between(0, 0.5), 0.85).map((c) => c / 0.85) as [number, number, number],
    },
    sky: hslToRgb(random.between(0.5, 0.7), random.between(0.2, 0.8), random.between(0.6, 0.95)),
  };
  const floor: Footprint[] = [];
  const onWalls: Footprint[] = [];
  const place = (piece: Piece, spots: () => Spot, taken: Footprint[]): void => {
    // A piece that finds no room is left out.
    for (let attempt = 0; attempt < 12; attempt++) {
      const spot = spots();
      const footprint = cover(piece, spot);
      if (!inside(footprint, room) || taken.some((other) => overlap(other, footprint))) continue;
      taken.push(footprint);
      scene.solids.push(...putDown(piece, spot, room, palette));
      return;
    }
  };
  const many = (
    [maker, low, high]: [(r: Random) => Piece, number, number],
    spots: (piece: Piece) => Spot,
    taken: Footprint[],
  ) => {
    for (let i = low + random.integer(high - low + 1); i > 0; i--) {
      const piece = maker(random);
      place(piece, () => spots(piece), taken);
    }
  };

  if (plan.seats) setTable(plan.seats, random, place, floor);
  for (const entry of plan.atWalls) many(entry, () => atWall(room, random), floor);
  for (const entry of ON_WALLS) many(entry, () => atWall(room, random), entry[0] === make.door ? floor : onWalls);
  for (const entry of plan.free) many(entry, () => anywhere(room, random), entry[0] === make.rug ? [] : floor);
  return scene;
}

/** Often all walls alike, at times one of them not. */
function drawWalls(palette: Palette, random: Random): [number, number, number, number] {
  const usual = palette.pick("background");
  const other = random.uniform() < 0.5 ? usual : palette.pick("background");
  const walls: [number, number, number, number] = [usual, usual, usual, usual];
  walls[random.integer(4)] = other;
  return walls;
}

/** Where a piece's back centre comes to stand, and its turn. */
interface Spot {
  x: number;
  y: number;
  yaw: number;
}

/** Bounds on the floor: x from, x to, y from, y to. */
type Footprint = [number, number, number, number];

function atWall(room: Scene["room"], random: Random): Spot {
  const side = random.integer(4);
  const yaw = (side * Math.PI) / 2;
  // Side 0 has its back to -y and looks along +y; each further one is turned by a quarter.
  const [length, reach] = side % 2 === 0 ? [room[0], room[1]] : [room[1], room[0]];
  const along = random.between(-length, length);
  return { x: Math.cos(yaw) * along + Math.sin(yaw) * reach, y: Math.sin(yaw) * along - Math.cos(yaw) * reach, yaw };
}

function anywhere(room: Scene["room"], random: Random): Spot {
  const yaw = random.between(0, 2 * Math.PI);
  return { x: random.between(-room[0], room[0]), y: random.between(-room[1], room[1]), yaw };
}

function setTable(
  seats: [number, number],
  random: Random,
  place: (piece: Piece, spots: () => Spot, taken: Footprint[]) => void,
  floor: Footprint[],
): void {
  const piece = make.table(random);
  const yaw = random.between(-0.3, 0.3) + (random.integer(4) * Math.PI) / 2;
  const centre = { x: random.between(-0.5, 0.5), y: random.between(-0.5, 0.5) };
  const back = turn(0, -piece.depth / 2, yaw);
  place(piece, () => ({ x: centre.x + back[0], y: centre.y + back[1], yaw }), floor);
  const count = seats[0] + random.integer(seats[1] - seats[0] + 1);
  for (let i = 0; i < count; i++) {
    const side = i % 2 === 0 ? 1 : -1;
    const chair = make.chair(random);
    const along = ((Math.floor(i / 2) + 0.5) / Math.ceil(count / 2) - 0.5) * piece.width;
    const [dx, dy] = turn(along, side * (piece.depth / 2 + chair.depth + random.between(-0.25, 0.1)), yaw);
    // Chairs look at the table, and may stand under it.
    place(chair, () => ({ x: centre.x + dx, y: centre.y + dy, yaw: side > 0 ? yaw + Math.PI : yaw }), []);
  }
}

const turn = (x: number, y: number, yaw: number): [number, number] => [
  Math.cos(yaw) * x - Math.sin(yaw) * y,
  Math.sin(yaw) * x + Math.cos(yaw) * y,
];

function cover(piece: Piece, spot: Spot): Footprint {
  const corners = [
    [-piece.width / 2, 0],
    [piece.width / 2, 0],
    [-piece.width / 2, piece.depth],
    [piece.width / 2, piece.depth],
  ].map(([x, y]) => turn(x!, y!, spot.yaw));
  const xs = corners.map((corner) => spot.x + corner[0]);
  const ys = corners.map((corner) => spot.y + corner[1]);
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

const inside = ([x0, x1, y0, y1]: Footprint, room: Scene["room"]): boolean =>
  x0 >= -room[0] - 1e-6 && x1 <= room[0] + 1e-6 && y0 >= -room[1] - 1e-6 && y1 <= room[1] + 1e-6;

const overlap = (a: Footprint, b: Footprint): boolean => a[0] < b[1] && b[0] < a[1] && a[2] < b[3] && b[2] < a[3];

function putDown(piece: Piece, spot: Spot, room: Scene["room"], palette: Palette): Solid[] {
  const finishes = new Map<string, number>();
  const materialOf = ({ class: kind, finish }: Part): number => {
    if (finish === "sky") return SKY;
    const key = `${kind} ${finish}`;
    const material = finishes.get(key) ?? palette.pick(kind);
    finishes.set(key, material);
    return material;
  };
  return piece.parts.map((part) => {
    const { finish: _, ...solid } = part;
    const [dx, dy] = turn(part.centre[0], part.centre[1], spot.yaw);
    return {
      ...solid,
      centre: [spot.x + dx, spot.y + dy, part.centre[2] - room[2]],
      yaw: part.yaw + spot.yaw,
      material: materialOf(part),
    };
  });
}

/** The stream that decides a scene. */
export const sceneRandom = (seed: number, split: string, index: number): Random =>
  randomOf(seed, "scene", split, index);
