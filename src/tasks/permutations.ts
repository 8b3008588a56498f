/**
 * `count` permutations of 0 to n - 1 that are far apart: each is at the greatest possible least Hamming distance from those before it, and of
 * equals the first in lexicographic order (the greedy rule of Noroozi and Favaro 2016). The first is the identity. Looks at all n! of them.
 */
export function distantPermutations(n: number, count: number): Uint8Array[] {
  const all = permutations(n);
  const total = all.length / n;
  const least = new Uint8Array(total).fill(n);
  const chosen: Uint8Array[] = [];
  for (let next = 0; chosen.length < count; ) {
    const last = all.slice(next * n, (next + 1) * n);
    chosen.push(last);
    next = 0;
    for (let i = 0; i < total; i++) {
      let distance = 0;
      for (let k = 0; k < n; k++) if (all[i * n + k] !== last[k]) distance++;
      if (distance < least[i]!) least[i] = distance;
      if (least[i]! > least[next]!) next = i;
    }
  }
  return chosen;
}

/** All permutations of 0 to n - 1 in lexicographic order, one after another. */
function permutations(n: number): Uint8Array {
  if (n === 0) return new Uint8Array();
  const fewer = permutations(n - 1);
  const rows = Math.max(1, fewer.length / Math.max(1, n - 1));
  const all = new Uint8Array(n * n * rows);
  for (let first = 0; first < n; first++) {
    for (let row = 0; row < rows; row++) {
      const to = (first * rows + row) * n;
      all[to] = first;
      // The others keep their order among themselves.
      for (let k = 1; k < n; k++) {
        const other = fewer[row * (n - 1) + k - 1]!;
        all[to + k] = other < first ? other : other + 1;
      }
    }
  }
  return all;
}
