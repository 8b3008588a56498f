import type { Output } from "../../tasks/task.ts";
import type { LabelsOf } from "./kind.ts";

export type Colour = Extract<Output, { kind: "colour" }>;

/** -|x - c|^2 / 2 s^2 up to what all bins c have in common: x c / s^2 - |c|^2 / 2 s^2. */
export const affine = ({ bins, spread }: Colour) => ({
  slopes: [0, 1].map((axis) => bins.map((centre) => centre[axis]! / spread ** 2)),
  offsets: bins.map(([a, b]) => -(a * a + b * b) / (2 * spread ** 2)),
});

/** The bin nearest to (a, b). */
export function nearest(bins: Colour["bins"], a: number, b: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < bins.length; k++) {
    const distance = (bins[k]![0] - a) ** 2 + (bins[k]![1] - b) ** 2;
    if (distance < least) [best, least] = [k, distance];
  }
  return best;
}

/** Weight of every bin: the inverse of its share, mixed half and half with an equal one, scaled so that the mean over pixels is 1. */
export function rarities({ values, output: { bins } }: LabelsOf<Colour>): Float64Array {
  const pixels = values.length / 2;
  const shares = new Float64Array(bins.length);
  for (let i = 0; i < pixels; i++) shares[nearest(bins, values[2 * i]!, values[2 * i + 1]!)]! += 1 / pixels;
  const inverse = shares.map((share) => 2 / (share + 1 / bins.length));
  const mean = shares.reduce((total, share, k) => total + share * inverse[k]!, 0);
  return inverse.map((weight) => weight / mean);
}

/** Pixels looked at for the best constant. */
const SAMPLE = 20_000;

/** Logarithms of the mean shares of the bins, pixels weighted as in the loss: the logits of least loss. */
export function bestLogits(labels: LabelsOf<Colour>): Float32Array {
  const { values, output } = labels;
  const { slopes, offsets } = affine(output);
  const rarity = rarities(labels);
  const totals = new Float64Array(output.bins.length);
  const step = Math.ceil(values.length / 2 / SAMPLE) | 1;
  for (let i = 0; i < values.length / 2; i += step) {
    const [a, b] = [values[2 * i]!, values[2 * i + 1]!];
    const logits = offsets.map((offset, k) => offset + a * slopes[0]![k]! + b * slopes[1]![k]!);
    const highest = Math.max(...logits);
    const shares = logits.map((logit) => Math.exp(logit - highest));
    const sum = shares.reduce((x, y) => x + y, 0);
    const weight = rarity[nearest(output.bins, a, b)]! / sum;
    for (let k = 0; k < shares.length; k++) totals[k]! += shares[k]! * weight;
  }
  const all = totals.reduce((x, y) => x + y, 0);
  return Float32Array.from(totals, (total) => Math.log(Math.max(total / all, 1e-6)));
}
