/**
 * What a measure of similarity remembers of an encoder: a unit vector with a number for each pair of images i < j, row by row. The
 * similarity of two encoders is the inner product of theirs, so that all pairs of encoders cost little more than the encoders.
 */
export type Signature = Float64Array;

/** Between -1 and 1; 0 where either encoder tells no images apart. */
export function similarity(a: Signature, b: Signature): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Scales in place. */
export function unit(pairs: Float64Array): Signature {
  const norm = Math.sqrt(similarity(pairs, pairs));
  if (norm > 0) for (let i = 0; i < pairs.length; i++) pairs[i]! /= norm;
  return pairs;
}

/** `compare` for each pair of rows i < j of a matrix with `images` rows, called with where they begin. */
export function ofPairs(images: number, width: number, compare: (a: number, b: number) => number): Float64Array {
  const pairs = new Float64Array((images * (images - 1)) / 2);
  let place = 0;
  for (let i = 0; i < images; i++) {
    for (let j = i + 1; j < images; j++) pairs[place++] = compare(i * width, j * width);
  }
  return pairs;
}
