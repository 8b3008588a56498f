import type { Settings } from "../domain/settings.ts";
import type { Output } from "../tasks/task.ts";

/** Ground truth of n views one after another, `perView` numbers each; `mask` (1 = valid), `size * size` a view. */
export interface Labels {
  values: Float32Array;
  mask: Uint8Array | null;
  perView: number;
  output: Output;
}

/** `inputs`: n * size * size * channels, row-major; a task's own form of the images. */
export interface Examples {
  inputs: Float32Array;
  labels: Labels;
}

/** The sizes and the architecture that all networks of an experiment share. */
export type Shape = Pick<Settings, "imageSize" | "representation" | "architecture">;

export const shapeOf = ({ imageSize, representation, architecture }: Shape): Shape => ({
  imageSize,
  representation,
  ...(architecture && { architecture }),
});
