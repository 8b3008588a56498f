import type { Shape } from "./data.ts";
import type { Watch } from "./watch.ts";

/** Representations of n images: n * size * size * channels. `inputs` in the encoder's own form of the image. */
export async function represent(
  _encoder: Uint8Array,
  _inputs: Float32Array,
  _watch: Watch = {},
): Promise<Float32Array> {
  throw new Error("not written yet");
}

/** An untrained encoder (the control `random`): the initialisation rule of every network, with a seed of its own. */
export function randomEncoder(_shape: Shape, _seed: number): Uint8Array {
  throw new Error("not written yet");
}
