import { badInput } from "../domain/errors.ts";
import type { Labels, Shape } from "./data.ts";

/** Rows of numbers, one row an image, in the form that training feeds. */
export interface Rows {
  values: Float32Array | Int32Array;
  perRow: number;
}

/** Ground truth arranged by patches, the way a head puts its output out: one patch a position of the representation. */
export interface Targets {
  truth: Rows;
  /** Weight of every pixel, so that an image's loss is the weighted sum; null: all equal. */
  weights: Rows | null;
}

export const images = (rows: Rows): number => rows.values.length / rows.perRow;

/** The rows `indices`, one after another. */
export function gather({ values, perRow }: Rows, indices: ArrayLike<number>): Float32Array | Int32Array {
  const picked =
    values instanceof Float32Array
      ? new Float32Array(indices.length * perRow)
      : new Int32Array(indices.length * perRow);
  for (let i = 0; i < indices.length; i++) {
    picked.set(values.subarray(indices[i]! * perRow, (indices[i]! + 1) * perRow), i * perRow);
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
function halfOrder(size: number, patches: number): Int32Array {
  const half = size / 2;
  return patchOrder(half, 1, patches).map((place) => 2 * Math.floor(place / half) * size + 2 * (place % half));
}

function rearrange<T extends Float32Array | Int32Array>(
  from: ArrayLike<number>,
  perView: number,
  order: Int32Array,
  into: T,
): T {
  const views = from.length / perView;
  for (let view = 0; view < views; view++) {
    for (let i = 0; i < order.length; i++) into[view * order.length + i] = from[view * perView + order[i]!]!;
  }
  return into;
}

/** Targets for training and test alike; class weights come from the training labels. `masked`: some pixel of either is invalid. */
export function arrange(labels: Labels, shape: Shape, masked: boolean, classWeights: Float32Array | null): Targets {
  const { output, values, perView } = labels;
  const { imageSize, representation } = shape;
  const views = values.length / perView;
  if (output.kind === "class") return { truth: { values, perRow: output.classes }, weights: null };

  const pixels = imageSize * imageSize;
  const expected = output.kind === "pixels" ? pixels * output.channels : pixels;
  if (perView !== expected)
    throw badInput(`labels: ${perView} numbers a view, ${expected} expected at ${imageSize} pixels`);
  if (output.kind === "pixels") {
    const order = patchOrder(imageSize, output.channels, representation.size);
    const truth = {
      values: rearrange(values, perView, order, new Float32Array(views * order.length)),
      perRow: order.length,
    };
    return {
      truth,
      weights: masked ? weigh(labels, patchOrder(imageSize, 1, representation.size), () => 1 / output.channels) : null,
    };
  }
  const order = halfOrder(imageSize, representation.size);
  const ids = rearrange(values, perView, order, new Int32Array(views * order.length));
  const weights = weigh(labels, order, (place) => classWeights![ids[place]!] ?? 0);
  // Where the weight is 0 the id may be out of range, which TensorFlow refuses.
  weights.values.forEach((weight, place) => {
    if (weight === 0) ids[place] = 0;
  });
  return { truth: { values: ids, perRow: order.length }, weights };
}

/** `weight` / number of valid pixels at valid pixels, 0 elsewhere. */
function weigh({ mask, values, perView }: Labels, order: Int32Array, weight: (place: number) => number): Rows {
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
