import { badInput } from "../domain/errors.ts";

const CLIP = 0.001;
const MAX_ITERATIONS = 1000;
/** Sum of absolute differences between v and A v / |A v|, near the rounding of the sums. */
const TOLERANCE = 1e-13;
/**
 * From here on a step averages v and A v. Cycles in the tournament give a second eigenvalue as large as the first, turned by 120
 * degrees, on which plain steps converge slowly or not at all; the averaged ones do, to the same vector.
 */
const AVERAGE_FROM = 50;

export interface Affinities {
  /** One a candidate, positive, sum 1. */
  values: Float64Array;
  iterations: number;
  /** Sum over candidates of |A v / |A v| - v|. */
  residual: number;
}

/**
 * Ordinal normalisation of one target (AHP, method section 3): the principal right eigenvector of W' = W / transpose(W), where W is
 * the share of `images` won, clipped to [0.001, 0.999]. `wins`: `members` x `members` counts, ties halved.
 */
export function affinities(wins: ArrayLike<number>, members: number, images: number): Affinities {
  if (!(members >= 1)) throw badInput("affinities of no candidates: at least one is needed");
  if (!(images >= 1)) throw badInput("affinities from 0 images: at least one is needed");
  const ratios = winRatios(wins, members, images);

  let values = new Float64Array(members).fill(1 / members);
  let next = unitStep(ratios, values);
  let iterations = 0;
  let residual = Number.POSITIVE_INFINITY;
  while (residual > TOLERANCE && iterations < MAX_ITERATIONS) {
    values = iterations < AVERAGE_FROM ? next : values.map((value, i) => (value + next[i]!) / 2);
    next = unitStep(ratios, values);
    residual = values.reduce((sum, value, i) => sum + Math.abs(next[i]! - value), 0);
    iterations++;
  }
  return { values, iterations, residual };
}

/** W' of the method: entry (i, j) is how many times as often i wins against j as j against i. */
function winRatios(wins: ArrayLike<number>, members: number, images: number): Float64Array {
  const clipped = (i: number, j: number): number => Math.min(1 - CLIP, Math.max(CLIP, wins[i * members + j]! / images));
  const ratios = new Float64Array(members * members);
  for (let i = 0; i < members; i++) {
    for (let j = 0; j < members; j++) ratios[i * members + j] = clipped(i, j) / clipped(j, i);
  }
  return ratios;
}

/** A v, scaled to sum 1. */
function unitStep(matrix: Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
  const size = vector.length;
  const product = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    product[i] = sum;
    total += sum;
  }
  return product.map((value) => value / total);
}
