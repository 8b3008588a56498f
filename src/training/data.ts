import type { Settings } from "../domain/settings.ts";
import type { Output } from "../tasks/task.ts";

/** Ground truth of n views one after another, `perView` numbers each; `mask` (1 = valid), `size * size` a view. */
export interface Labels {
  values: Float32Array;
  mask: Uint8Array | null;
  perView: number;
  output: Output;
}

/** Rows of numbers, one row an image, in the form that training feeds. */
export interface Rows {
  values: Float32Array | Int32Array;
  perRow: number;
  /** Where the row of each image is, if not at the image's own place. */
  at?: Int32Array;
}

/** `inputs`: n * size * size * channels, row-major; a task's own form of the images. */
export interface Examples {
  inputs: Float32Array;
  /** Of a task of several views: the further images of each example, one list a view. */
  partners?: Rows[];
  labels: Labels;
}

/** The sizes and the architecture that all networks of an experiment share. */
export type Shape = Pick<Settings, "imageSize" | "representation" | "architecture">;

/** Pixels of the prediction in one position of the representation, where `stride` pixels of the image are one of the prediction. */
export const patchPixels = ({ imageSize, representation }: Shape, stride: number): number =>
  (imageSize / representation.size / stride) ** 2;

export const shapeOf = ({ imageSize, representation, architecture }: Shape): Shape => ({
  imageSize,
  representation,
  ...(architecture && { architecture }),
});
