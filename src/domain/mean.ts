export function mean(values: Float32Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Null for no values. */
export const meanOf = (values: readonly number[]): number | null => (values.length === 0 ? null : mean(values));
