/**
 * Adjusted Rand index of two partitions of the same items (Hubert and Arabie, 1985): 1 where they are the same, 0 expected of random
 * ones with the same sizes. `a[i]` and `b[i]` name the parts of item i. Null where both are trivial, or there are fewer than two items.
 */
export function adjustedRandIndex(a: string[], b: string[]): number | null {
  const together = a.map((part, i) => `${part}\n${b[i]}`);
  const [both, inA, inB] = [pairsWithin(together), pairsWithin(a), pairsWithin(b)];
  const all = (a.length * (a.length - 1)) / 2;
  const expected = (inA * inB) / all;
  const most = (inA + inB) / 2;
  return all === 0 || most === expected ? null : (both - expected) / (most - expected);
}

function pairsWithin(parts: string[]): number {
  const sizes = new Map<string, number>();
  for (const part of parts) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}
