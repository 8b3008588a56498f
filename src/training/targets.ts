import { badInput } from "../domain/errors.ts";
import type { Labels, Rows } from "./data.ts";

/** Ground truth arranged by patches, the way a head puts its output out: one patch a position of the representation. */
export interface Targets {
  truth: Rows;
  /** Weight of every pixel, so that an image's loss is the weighted sum; null: all equal. */
  weights: Rows | null;
}

export const images = ({ values, perRow, at }: Rows): number => at?.length ?? values.length / perRow;

/** The rows of the images `indices`, one after another. */
export function gather({ values, perRow, at }: Rows, indices: ArrayLike<number>): Float32Array | Int32Array {
  const picked =
    values instanceof Float32Array
      ? new Float32Array(indices.length * perRow)
      : new Int32Array(indices.length * perRow);
  for (let i = 0; i < indices.length; i++) {
    const row = at?.[indices[i]!] ?? indices[i]!;
    picked.set(values.subarray(row * perRow, (row + 1) * perRow), i * perRow);
  }
  return picked;
}

/**
 * For every place of the patch arrangement, the place of row-major order it is filled from. A map of `size` pixels a side and
 * `channels` becomes patches row by row; within a patch channel by channel, and within a channel its pixels row by row.
 */
export function patchOrder(size: number, channels: number, patches: number): Int32Array {
  const side = size / patches;
  const order = new Int32Array(size * size * channels);
  let place = 0;
  for (let patch = 0; patch < patches * patches; patch++) {
    const top = Math.floor(patch / patches) * side;
    const left = (patch % patches) * side;
    for (let channel = 0; channel < channels; channel++) {
      for (let pixel = 0; pixel < side * side; pixel++) {
        const y = top + Math.floor(pixel / side);
        const x = left + (pixel % side);
        order[place++] = (y * size + x) * channels + channel;
      }
    }
  }
  return order;
}

/** Every second pixel of every second line of a full-size map. */
export function halfOrder(size: number, patches: number): Int32Array {
  const half = size / 2;
  return patchOrder(half, 1, patches).map((place) => 2 * Math.floor(place / half) * size + 2 * (place % half));
}

/** Every view's numbers in another order, one view after another. */
export function rearrange<T extends Float32Array | Int32Array>(
  { values, perView }: Labels,
  order: Int32Array,
  NumberArray: new (length: number) => T,
): T {
  const views = values.length / perView;
  const into = new NumberArray(views * order.length);
  for (let view = 0; view < views; view++) {
    for (let i = 0; i < order.length; i++) into[view * order.length + i] = values[view * perView + order[i]!]!;
  }
  return into;
}

/** Throws BAD_INPUT. */
export function requireSize({ perView }: Labels, expected: number, imageSize: number): void {
  if (perView === expected) return;
  throw badInput(`labels: ${perView} numbers a view, ${expected} expected at ${imageSize} pixels`);
}

/** `weight` / number of valid pixels at valid pixels, 0 elsewhere. */
export function weigh({ mask, values, perView }: Labels, order: Int32Array, weight: (place: number) => number): Rows {
  const views = values.length / perView;
  const pixels = mask === null ? 0 : mask.length / views;
  const rows = new Float32Array(views * order.length);
  for (let view = 0; view < views; view++) {
    const valid = (i: number) => mask === null || mask[view * pixels + order[i]!] === 1;
    let count = 0;
    for (let i = 0; i < order.length; i++) if (valid(i)) count++;
    for (let i = 0; i < order.length; i++) {
      const place = view * order.length + i;
      rows[place] = valid(i) ? weight(place) / count : 0;
    }
  }
  return { values: rows, perRow: order.length };
}
