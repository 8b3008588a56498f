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

/** Numbers looked at for a median. */
const SAMPLE = 20_000;

/** The median of every channel of a map over (a sample of) its valid pixels: the constant of least absolute error. */
export function medians({ values, mask }: Labels, channels: number): number[] {
  const pixels = values.length / channels;
  const step = Math.ceil(pixels / SAMPLE) | 1;
  const chosen: number[] = [];
  for (let pixel = 0; pixel < pixels; pixel += step) if (mask === null || mask[pixel] === 1) chosen.push(pixel);
  return Array.from({ length: channels }, (_, channel) => {
    const sorted = Float32Array.from(chosen, (pixel) => values[pixel * channels + channel]!).sort();
    return sorted[sorted.length >> 1] ?? 0;
  });
}
