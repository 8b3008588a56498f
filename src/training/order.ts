import { randomOf } from "../domain/random.ts";
import type { TrainingSchedule } from "../domain/settings.ts";

export interface Step {
  /** The images of this step. */
  images: Int32Array;
  learningRate: number;
}

/** Every image once an epoch, in a new order each; batches run on across epochs, so that all have the same size. */
export function stepsOf(
  images: number,
  { epochs, batch, learningRate, decayEpoch }: TrainingSchedule,
  ...seed: (string | number)[]
): Step[] {
  const random = randomOf("order", ...seed);
  const order = Array.from({ length: epochs }, () => [
    ...random.shuffle(Int32Array.from({ length: images }, (_, i) => i)),
  ]).flat();
  const size = Math.min(batch, images);
  return Array.from({ length: Math.floor(order.length / size) }, (_, step) => ({
    images: Int32Array.from(order.slice(step * size, (step + 1) * size)),
    learningRate: step * size >= decayEpoch * images ? learningRate / 10 : learningRate,
  }));
}
