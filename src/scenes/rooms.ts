import type { Random } from "../domain/random.ts";
import type { RoomType } from "../tasks/classes.ts";
import type { Piece } from "./furniture.ts";
import * as make from "./furniture.ts";

type Maker = (random: Random) => Piece;

/** What stands in a room of each type. Ranges are inclusive counts; metres. */
interface Plan {
  width: [number, number];
  length: [number, number];
  /** With their backs to a wall, the characteristic ones first. */
  atWalls: [Maker, number, number][];
  /** Anywhere, in any direction. */
  free: [Maker, number, number][];
  /** Set about a table in the middle. */
  seats?: [number, number];
}

/** What may hang in any room. */
export const ON_WALLS: [Maker, number, number][] = [
  [make.door, 1, 1],
  [make.window, 0, 2],
  [make.picture, 0, 2],
];

export const ROOMS: Record<RoomType, Plan> = {
  bedroom: {
    width: [2.8, 4.5],
    length: [3, 5],
    atWalls: [
      [make.bed, 1, 3],
      [make.cabinet, 0, 1],
      [make.floorLamp, 0, 2],
      [make.chair, 0, 1],
    ],
    free: [
      [make.rug, 0, 1],
      [make.plant, 0, 1],
    ],
  },
  living_room: {
    width: [3.5, 5.5],
    length: [3.5, 6],
    atWalls: [
      [make.sofa, 2, 4],
      [make.cabinet, 0, 1],
      [make.floorLamp, 0, 2],
      [make.plant, 0, 2],
    ],
    free: [
      [make.lowTable, 1, 1],
      [make.rug, 0, 1],
      [make.sofa, 0, 1],
    ],
  },
  kitchen: {
    width: [2.5, 4],
    length: [2.8, 4.5],
    atWalls: [[make.kitchenUnit, 2, 4]],
    free: [
      [make.table, 0, 1],
      [make.stool, 0, 3],
    ],
  },
  bathroom: {
    width: [2.2, 3.2],
    length: [2.4, 3.8],
    atWalls: [
      [make.bathtub, 1, 1],
      [make.toilet, 1, 1],
      [make.sink, 1, 2],
    ],
    free: [
      [make.rug, 0, 1],
      [make.stool, 0, 1],
    ],
  },
  office: {
    width: [2.8, 4.5],
    length: [3, 5.5],
    atWalls: [
      [make.table, 1, 2],
      [make.shelf, 2, 5],
      [make.plant, 0, 1],
      [make.floorLamp, 0, 1],
    ],
    free: [
      [make.table, 0, 1],
      [make.chair, 1, 3],
    ],
  },
  dining_room: {
    width: [3.2, 5],
    length: [3.2, 5.5],
    atWalls: [
      [make.cabinet, 0, 2],
      [make.plant, 0, 2],
      [make.floorLamp, 0, 1],
    ],
    free: [[make.rug, 0, 1]],
    seats: [3, 6],
  },
  corridor: {
    width: [1.6, 2.1],
    length: [4, 8],
    atWalls: [
      [make.door, 3, 5],
      [make.plant, 0, 1],
      [make.stool, 0, 1],
    ],
    free: [[make.rug, 0, 1]],
  },
};
