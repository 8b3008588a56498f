import type { Ascent } from "./ascent.ts";
import { type Cut, type Instance, targetCount } from "./instance.ts";

/** Slack of a cycle at most: 1/2 less what the averaged relaxation must break of a cut at least. */
const MOST = 0.45;
/** Sources bought to no more than this share, or to all but this share, are in no cycle worth cutting. */
const WHOLE = 0.05;
/** Edges chosen to no more than this share break no cut: an average has a trace of every edge that was ever chosen. */
const TRACE = 1e-3;

/** A target that joins two sources: its edges with either (odd), or with both (even). */
interface Hop {
  from: number;
  to: number;
  target: number;
  odd: boolean;
  slack: number;
}

/**
 * Cuts that the averaged relaxation breaks by buying sources by halves. A target's chosen edge is one with source a or b at most
 * (y_a + y_b + 1) / 2 times, and one with both at most (y_a + y_b) / 2 times. Summed along a closed walk over sources, every y_s
 * counts once; all else is whole, so that an odd number of free halves may be rounded down: a {0, 1/2}-cut (Caprara and Fischetti
 * 1996). The walk of least slack is a shortest path. `checkTime` throws where the time is up.
 */
export function oddCycles(
  instance: Instance,
  { bought, shares }: Pick<Ascent, "bought" | "shares">,
  checkTime: () => void,
): Cut[] {
  const hops = shortestHops(instance, bought, shares, checkTime);
  const found = new Map<string, Cut>();
  for (const start of hops.keys()) {
    checkTime();
    const cycle = shortestOddWalk(hops, start);
    // A walk that meets a source twice holds a shorter one.
    if (cycle === null || new Set(cycle.map(({ from }) => from)).size < cycle.length) continue;
    const key = cycle.map(({ from, to, target }) => `${target}:${Math.min(from, to)}:${Math.max(from, to)}`).sort();
    found.set(key.join(), cutOf(instance, cycle));
  }
  return [...found.values()];
}

function cutOf(instance: Instance, cycle: Hop[]): Cut {
  return {
    edges: cycle.flatMap(({ from, to, target, odd }) =>
      edgesOf(instance, target).filter((e) => {
        const used = sourcesOf(instance, e);
        return odd ? used.includes(from) || used.includes(to) : used.includes(from) && used.includes(to);
      }),
    ),
    sources: cycle.map(({ from }) => from),
    free: (cycle.filter(({ odd }) => odd).length - 1) / 2,
  };
}

/** By source: the hops from it, of each pair of sources and parity the one of least slack. */
function shortestHops(instance: Instance, bought: Float64Array, shares: Float64Array, checkTime: () => void): Hop[][] {
  const best = new Map<string, Hop>();
  for (let target = 0; target < targetCount(instance); target++) {
    checkTime();
    const edges = edgesOf(instance, target)
      .filter((e) => shares[e]! > TRACE)
      .map((e) => ({ share: shares[e]!, sources: sourcesOf(instance, e) }));
    const total = (among: (sources: number[]) => boolean): number =>
      edges.reduce((sum, { share, sources }) => (among(sources) ? sum + share : sum), 0);
    const near = [...new Set(edges.flatMap(({ sources }) => sources))].filter(
      (s) => bought[s]! > WHOLE && bought[s]! < 1 - WHOLE,
    );
    // An average may use more of a source than it buys.
    const atLeast = near.map((s) =>
      Math.max(
        bought[s]!,
        total((sources) => sources.includes(s)),
      ),
    );
    for (let i = 0; i < near.length; i++) {
      for (let j = 0; j < i; j++) {
        const [from, to] = [near[i]!, near[j]!];
        const half = (atLeast[i]! + atLeast[j]!) / 2;
        const both = total((sources) => sources.includes(from) && sources.includes(to));
        const either = total((sources) => sources.includes(from) || sources.includes(to));
        for (const hop of [
          { from, to, target, odd: false, slack: half - both },
          { from, to, target, odd: true, slack: half + 0.5 - either },
        ]) {
          const pair = `${Math.min(from, to)}:${Math.max(from, to)}:${hop.odd}`;
          if (hop.slack < Math.min(best.get(pair)?.slack ?? 1, MOST)) best.set(pair, hop);
        }
      }
    }
  }
  const hops = Array.from({ length: instance.sources.length }, (): Hop[] => []);
  for (const hop of best.values()) {
    hops[hop.from]!.push(hop);
    hops[hop.to]!.push({ ...hop, from: hop.to, to: hop.from });
  }
  return hops;
}

/** The closed walk from a source with an odd number of odd hops and the least slack, if that is below MOST. */
function shortestOddWalk(hops: Hop[][], start: number): Hop[] | null {
  // A state is a source and a parity: 2 s or 2 s + 1.
  const slack = new Float64Array(2 * hops.length).fill(MOST);
  const last: (Hop | undefined)[] = [];
  const line = [2 * start];
  slack[2 * start] = 0;
  for (const state of line) {
    for (const hop of hops[state >> 1]!) {
      const next = 2 * hop.to + ((state & 1) ^ Number(hop.odd));
      const sum = slack[state]! + hop.slack;
      if (sum >= slack[next]! - 1e-9) continue;
      slack[next] = sum;
      last[next] = hop;
      line.push(next);
    }
  }
  const walk: Hop[] = [];
  for (let state = 2 * start + 1; last[state] !== undefined; ) {
    const hop = last[state]!;
    walk.push(hop);
    state = 2 * hop.from + ((state & 1) ^ Number(hop.odd));
  }
  return walk.length > 0 ? walk : null;
}

const edgesOf = ({ edgeStart }: Instance, target: number): number[] =>
  Array.from({ length: edgeStart[target + 1]! - edgeStart[target]! }, (_, i) => edgeStart[target]! + i);

const sourcesOf = ({ linkStart, links, linkSource }: Instance, edge: number): number[] =>
  Array.from(links.subarray(linkStart[edge]!, linkStart[edge + 1]!), (link) => linkSource[link]!);
