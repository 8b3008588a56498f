import { randomOf } from "../../domain/random.ts";
import type { Output } from "../../tasks/task.ts";
import { patchPixels } from "../data.ts";
import { project } from "../layers.ts";
import * as op from "../ops.ts";
import { halfOrder, rearrange, requireSize } from "../targets.ts";
import type { OutputKind } from "./kind.ts";
import { pairwiseLoss } from "./pairwise.ts";

/**
 * A vector a pixel at half resolution, near for pixels of one segment (`pairwise.ts`). One pixel of every patch is drawn, the same for an image at
 * all times, and those in even columns of patches are paired with those in odd ones.
 */
export const embedding: OutputKind<Extract<Output, { kind: "embedding" }>> = {
  // Pairs are drawn by the patches of the representation.
  stride: null,
  ids: false,
  patch: ({ dimensions }, shape) => ({
    side: Math.sqrt(patchPixels(shape, 2)),
    channels: dimensions,
    channelsFirst: false,
  }),
  columns: ({ dimensions }, shape) => patchPixels(shape, 2) * dimensions,
  head: (g, declare, output, shape, channels) => [
    (x) => project(g, declare, x, channels, embedding.columns(output, shape)),
  ],
  // Where all vectors are equal the gradient vanishes. Squared distances start at about 1.
  kernelScale: 0.25,
  start: () => ({}),
  arrange(labels, shape) {
    const { imageSize, representation } = shape;
    requireSize(labels, imageSize ** 2, imageSize);
    const order = halfOrder(imageSize, representation.size);
    const all = rearrange(labels, order, Float32Array);
    const pixels = patchPixels(shape, 2);
    const ids = new Float32Array(all.length / pixels);
    const drawn = new Float32Array(all.length);
    for (let view = 0; view < all.length / order.length; view++) {
      const random = randomOf("embedded pixels", view);
      for (let patch = 0; patch < order.length / pixels; patch++) {
        const place = view * order.length + patch * pixels + random.integer(pixels);
        drawn[place] = 1;
        ids[Math.floor(place / pixels)] = all[place]!;
      }
    }
    return {
      truth: { values: ids, perRow: order.length / pixels },
      weights: { values: drawn, perRow: order.length },
    };
  },
  judge(g, { truth, weights }, { dimensions }, shape, prediction, batch) {
    const pixels = patchPixels(shape, 2);
    const patches = shape.representation.size ** 2;
    const half = patches / 2;
    const drawn = op.reshape(g, weights!, -1, patches, pixels, 1);
    const vectors = op.sum(g, op.multiply(g, op.reshape(g, prediction, -1, patches, pixels, dimensions), drawn), 2);
    const [a, b] = op.halves(g, op.reshape(g, vectors, -1, half, 2 * dimensions), 2);
    const [idsOfA, idsOfB] = op.halves(g, op.reshape(g, truth, -1, half, 2), 2);

    const same = op.equal(g, idsOfA, op.reshape(g, idsOfB, -1, 1, half));
    const { losses, ofA, ofB } = pairwiseLoss(g, a, b, same, half, batch);
    const ofVectors = op.reshape(g, op.concat(g, [ofA, ofB], 2), -1, patches, 1, dimensions);
    return {
      losses,
      gradient: op.reshape(g, op.multiply(g, ofVectors, drawn), -1, pixels * dimensions),
    };
  },
};
