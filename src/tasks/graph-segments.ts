/** Share of the image that a segment has at least; so there are at most 200. */
const SMALLEST = 1 / 200;

/**
 * Segments of a square image by Felzenszwalb and Huttenlocher (2004, "Efficient graph-based image segmentation"): every pixel is joined with its eight
 * neighbours, edges are taken by weight, and two segments merge where the edge is no heavier than the heaviest edge within either plus
 * `scale` / its pixels. Small segments then join a neighbour, across the lightest edges first. `weight(i, j)`: of the edge between two pixels.
 * Ids count from 0 in the order of their first pixels.
 */
export function graphSegments(size: number, scale: number, weight: (i: number, j: number) => number): Uint8Array {
  const pixels = size * size;
  const { from, to, weights, order } = sortedEdges(size, weight);
  const parent = Int32Array.from({ length: pixels }, (_, i) => i);
  const count = new Int32Array(pixels).fill(1);
  const limit = new Float64Array(pixels).fill(scale);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  const merge = (a: number, b: number, heaviest: number): void => {
    parent[b] = a;
    count[a]! += count[b]!;
    limit[a] = heaviest + scale / count[a]!;
  };
  for (const e of order) {
    const a = find(from[e]!);
    const b = find(to[e]!);
    if (a !== b && weights[e]! <= Math.min(limit[a]!, limit[b]!)) merge(a, b, weights[e]!);
  }
  for (const e of order) {
    const a = find(from[e]!);
    const b = find(to[e]!);
    if (a !== b && Math.min(count[a]!, count[b]!) < SMALLEST * pixels) merge(a, b, weights[e]!);
  }
  const names = new Map<number, number>();
  return Uint8Array.from(parent, (_, i) => {
    const root = find(i);
    if (!names.has(root)) names.set(root, names.size);
    return names.get(root)!;
  });
}

/** Weights are told apart to this; equal ones keep the order of the pixels. */
const PRECISION = 2 ** -20;

/** The edges of the grid, and their numbers by weight. */
function sortedEdges(size: number, weight: (i: number, j: number) => number) {
  const count = 2 * size * (size - 1) + 2 * (size - 1) ** 2;
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const weights = new Float64Array(count);
  // Weight and number in one, as numbers sort much faster than objects.
  const keys = new Float64Array(count);
  let e = 0;
  const add = (i: number, j: number): void => {
    from[e] = i;
    to[e] = j;
    weights[e] = weight(i, j);
    keys[e] = Math.round(weights[e]! / PRECISION) * count + e;
    e++;
  };
  for (let i = 0; i < size * size; i++) {
    const x = i % size;
    if (x < size - 1) add(i, i + 1);
    if (i >= size * (size - 1)) continue;
    for (let dx = x > 0 ? -1 : 0; dx <= (x < size - 1 ? 1 : 0); dx++) add(i, i + size + dx);
  }
  return { from, to, weights, order: Int32Array.from(keys.sort(), (key) => key % count) };
}
