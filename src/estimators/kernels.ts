import { ofPairs } from "./signature.ts";

/** Cosine of the angle between each pair of rows (images x width); 0 where a row is 0. */
export function cosines(rows: Float64Array, images: number): Float64Array {
  const width = rows.length / images;
  const normed = Float64Array.from(rows);
  for (let i = 0; i < images; i++) {
    const row = normed.subarray(i * width, (i + 1) * width);
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (norm > 0) for (let k = 0; k < width; k++) row[k]! /= norm;
  }
  return ofPairs(images, width, (a, b) => {
    let dot = 0;
    for (let k = 0; k < width; k++) dot += normed[a + k]! * normed[b + k]!;
    return dot;
  });
}

/** exp(-|x - y| / width) of each pair of rows, |.| the sum of absolute differences. */
export function laplacians(rows: Float64Array, images: number): Float64Array {
  const width = rows.length / images;
  return ofPairs(images, width, (a, b) => {
    let distance = 0;
    for (let k = 0; k < width; k++) distance += Math.abs(rows[a + k]! - rows[b + k]!);
    return Math.exp(-distance / width);
  });
}
