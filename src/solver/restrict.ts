import { type Cut, cutFields, type Instance, targetCount } from "./instance.ts";

/** What is known of an open source. */
export const OPEN = 0;
export const BOUGHT = 1;
export const BANNED = 2;

/**
 * The instance with some sources decided (`state`, one a source) and only the `kept` edges (all where null). Edges that became
 * dominated go, and cuts of decided sources; targets with one edge left that needs nothing are decided. Null where the budget or a target's edges do not suffice.
 */
export function restrict(instance: Instance, state: Uint8Array, kept: Uint8Array | null): Instance | null {
  const { edgeStart, weights, linkStart, links, linkSource, costs } = instance;
  let { capacity, decided } = instance;
  for (let s = 0; s < state.length; s++) if (state[s] === BOUGHT) capacity -= costs[s]!;
  if (capacity < 0) return null;

  const next = {
    edgeStart: [0],
    /** Of the instance. */
    edges: [] as number[],
    linkStart: [0],
    links: [] as number[],
    linkOrigin: [] as number[],
  };
  const linkOf = new Int32Array(linkSource.length).fill(-1);
  for (let t = 0; t < targetCount(instance); t++) {
    const first = next.edges.length;
    for (let e = edgeStart[t]!; e < edgeStart[t + 1]!; e++) {
      if (kept !== null && kept[e] === 0) continue;
      const from = next.links.length;
      let banned = false;
      for (let m = linkStart[e]!; m < linkStart[e + 1]!; m++) {
        const of = state[linkSource[links[m]!]!];
        if (of === BANNED) banned = true;
        if (of === OPEN) next.links.push(links[m]!);
      }
      if (banned || isDominated(next.links, next.linkStart, first, from)) {
        next.links.length = from;
        continue;
      }
      next.edges.push(e);
      next.linkStart.push(next.links.length);
      if (next.links.length === from) break;
    }
    const found = next.edges.length - first;
    if (found === 0) return null;
    if (found === 1 && next.linkStart[first] === next.links.length) {
      decided += weights[next.edges.pop()!]!;
      next.linkStart.pop();
      continue;
    }
    for (let m = next.linkStart[first]!; m < next.links.length; m++) {
      const link = next.links[m]!;
      if (linkOf[link] === -1) linkOf[link] = next.linkOrigin.push(link) - 1;
      next.links[m] = linkOf[link]!;
    }
    next.edgeStart.push(next.edges.length);
  }

  const open = [...new Set(next.linkOrigin.map((link) => linkSource[link]!))].sort((a, b) => a - b);
  const indexOf = new Int32Array(state.length).fill(-1);
  for (const [i, s] of open.entries()) indexOf[s] = i;
  // With a source decided, the links imply the cut.
  const cutOrigin = [...instance.cuts.keys()].filter((c) => instance.cuts[c]!.sources.every((s) => indexOf[s] !== -1));
  const edgeIndex = new Int32Array(weights.length).fill(-1);
  for (const [i, e] of next.edges.entries()) edgeIndex[e] = i;
  return {
    sources: Int32Array.from(open, (s) => instance.sources[s]!),
    costs: Float64Array.from(open, (s) => costs[s]!),
    capacity,
    decided,
    edgeStart: Int32Array.from(next.edgeStart),
    weights: Float64Array.from(next.edges, (e) => weights[e]!),
    linkStart: Int32Array.from(next.linkStart),
    links: Int32Array.from(next.links),
    linkSource: Int32Array.from(next.linkOrigin, (link) => indexOf[linkSource[link]!]!),
    ...cutFields(
      cutOrigin.map((c) => renumbered(instance.cuts[c]!, indexOf, edgeIndex)),
      next.edges.length,
    ),
    rowOrigin: Int32Array.from([...next.linkOrigin, ...cutOrigin.map((c) => linkSource.length + c)]),
  };
}

const renumbered = ({ edges, sources, free }: Cut, sourceIndex: Int32Array, edgeIndex: Int32Array): Cut => ({
  edges: edges.map((e) => edgeIndex[e]!).filter((e) => e !== -1),
  sources: sources.map((s) => sourceIndex[s]!),
  free,
});

/** Whether an edge of the same target before it, worth as much or more, needs no link beyond `links[from]` and on. */
function isDominated(links: number[], linkStart: number[], first: number, from: number): boolean {
  for (let e = first; e + 1 < linkStart.length; e++) {
    let within = true;
    for (let m = linkStart[e]!; m < linkStart[e + 1]! && within; m++) within = links.includes(links[m]!, from);
    if (within) return true;
  }
  return false;
}
