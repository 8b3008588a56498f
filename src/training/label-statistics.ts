import type { Labels } from "./data.ts";

/** Inverse frequency of every class over the valid pixels, scaled so that the mean over these pixels is 1. */
export function balance({ values, mask }: Labels, classes: number): Float32Array {
  const counts = new Float64Array(classes);
  values.forEach((id, i) => {
    if (mask === null || mask[i] === 1) counts[id]!++;
  });
  const present = counts.filter((count) => count > 0).length;
  const total = counts.reduce((a, b) => a + b, 0);
  return Float32Array.from(counts, (count) => (count > 0 ? total / (present * count) : 0));
}

export const isMasked = ({ mask }: Labels): boolean => mask?.includes(0) ?? false;

/** Pixels looked at for a constant. */
const SAMPLE = 20_000;

/** The constant map of least loss, a number a channel, over (a sample of) the valid pixels: medians for "l1", means for "l2". */
export function bestConstants({ values, mask }: Labels, channels: number, loss: "l1" | "l2"): number[] {
  const pixels = values.length / channels;
  const step = Math.ceil(pixels / SAMPLE) | 1;
  const chosen: number[] = [];
  for (let pixel = 0; pixel < pixels; pixel += step) if (mask === null || mask[pixel] === 1) chosen.push(pixel);
  return Array.from({ length: channels }, (_, channel) => {
    const sample = Float32Array.from(chosen, (pixel) => values[pixel * channels + channel]!);
    if (loss === "l2") return sample.reduce((a, b) => a + b, 0) / Math.max(1, sample.length);
    return sample.sort()[sample.length >> 1] ?? 0;
  });
}

/** Logarithms of the mean share of every class: the logits of least cross-entropy. A class that is never there counts as half an image. */
export function bestLogits({ values }: Labels, classes: number): Float32Array {
  const images = values.length / classes;
  const totals = new Float64Array(classes);
  values.forEach((share, i) => {
    totals[i % classes]! += share;
  });
  return Float32Array.from(totals, (total) => Math.log(Math.max(total, 0.5) / images));
}
