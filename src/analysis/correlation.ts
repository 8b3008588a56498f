import { ranksOf } from "./vectors.ts";

/** Pearson's correlation, null where one of the two does not vary or there are fewer than two pairs. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const n = a.length;
  let [meanA, meanB] = [0, 0];
  for (let i = 0; i < n; i++) {
    meanA += a[i]! / n;
    meanB += b[i]! / n;
  }
  let [both, varianceA, varianceB] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    both += x * y;
    varianceA += x * x;
    varianceB += y * y;
  }
  return varianceA > 0 && varianceB > 0 ? both / Math.sqrt(varianceA * varianceB) : null;
}

/** Spearman's correlation: Pearson's of the ranks, ties at their mean. */
export const spearman = (a: number[], b: number[]): number | null => pearson(ranksOf(a), ranksOf(b));
