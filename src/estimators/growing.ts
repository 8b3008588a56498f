/** A first-order edge of the program: tasks by number, targets first. */
export interface NumberedEdge {
  source: number;
  target: number;
  value: number;
}

/** A target without an edge is worth less than any with one. */
const UNSERVED = -10;

/**
 * Taxonomies of 1, 2, ... labels, up to one a target, each the one before and the label that adds most: the greedy answer to the program at every
 * budget. Of each the indices of the edges that serve a target. Pure.
 */
export function growingTaxonomies(edges: NumberedEdge[]): number[][] {
  const targets = 1 + Math.max(...edges.map(({ target }) => target));
  const labels = 1 + Math.max(...edges.map(({ source }) => source));
  const worth = new Float64Array(targets).fill(UNSERVED);
  const serving = new Int32Array(targets).fill(-1);
  return Array.from({ length: targets }, () => {
    const adds = new Float64Array(labels);
    for (const { source, target, value } of edges) adds[source]! += Math.max(0, value - worth[target]!);
    const next = adds.indexOf(Math.max(...adds));
    for (const [i, { source, target, value }] of edges.entries()) {
      if (source !== next || value <= worth[target]!) continue;
      worth[target] = value;
      serving[target] = i;
    }
    return [...serving].filter((edge) => edge >= 0);
  });
}
