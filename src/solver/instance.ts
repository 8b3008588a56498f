import { TOLERANCE } from "./budget.ts";
import type { Program } from "./program.ts";

/**
 * What is still open of a program, in flat arrays: edges lie by target, best first; a link is a (target, source) pair that an edge
 * uses. A row is a link or a cut, links first: what relaxations price.
 */
export interface Instance {
  /** Index in the program of each open source. */
  sources: Int32Array;
  costs: Float64Array;
  /** What may be spent on open sources. */
  capacity: number;
  /** Value of the targets that are decided, and so no longer here. */
  decided: number;
  /** The edges of target t are edgeStart[t] .. edgeStart[t + 1] - 1. */
  edgeStart: Int32Array;
  /** Values of edges, scaled so that the largest of the program is 1 in size. */
  weights: Float64Array;
  /** The links of edge e are links[linkStart[e]] .. links[linkStart[e + 1] - 1]; none: the edge needs nothing more. */
  linkStart: Int32Array;
  links: Int32Array;
  /** Open source of each link. */
  linkSource: Int32Array;
  cuts: Cut[];
  /** The cuts that hold edge e are edgeCuts[edgeCutStart[e]] .. edgeCuts[edgeCutStart[e + 1] - 1]. */
  edgeCutStart: Int32Array;
  edgeCuts: Int32Array;
  /** The same row in the instance that this one was restricted from. */
  rowOrigin: Int32Array;
}

export const targetCount = ({ edgeStart }: Instance): number => edgeStart.length - 1;

/** The chosen ones of `edges` are at most the bought ones of `sources`, and `free`: holds of every solution, not of its relaxation. */
export interface Cut {
  edges: number[];
  sources: number[];
  free: number;
}

/** Cuts, and which of them hold an edge. */
export function cutFields(cuts: Cut[], edges: number): Pick<Instance, "cuts" | "edgeCutStart" | "edgeCuts"> {
  const edgeCutStart = new Int32Array(edges + 1);
  for (const cut of cuts) for (const e of cut.edges) edgeCutStart[e + 1]!++;
  for (let e = 0; e < edges; e++) edgeCutStart[e + 1]! += edgeCutStart[e]!;
  const edgeCuts = new Int32Array(edgeCutStart[edges]!);
  const end = edgeCutStart.slice();
  for (const [c, cut] of cuts.entries()) for (const e of cut.edges) edgeCuts[end[e]!++] = c;
  return { cuts, edgeCutStart, edgeCuts };
}

export const rowCount = ({ linkSource, cuts }: Instance): number => linkSource.length + cuts.length;

/** The largest size of a value: instances count in units of it. */
export const scaleOf = ({ choices }: Program): number =>
  choices.reduce((most, edges) => edges.reduce((m, { weight }) => Math.max(m, Math.abs(weight)), most), 0) || 1;

/** The whole program; its links depend on neither budget nor forced sources. */
export function instanceOf(program: Program): Instance {
  const scale = scaleOf(program);
  const edgeStart = [0];
  const weights: number[] = [];
  const linkStart = [0];
  const links: number[] = [];
  const linkSource: number[] = [];
  for (const choices of program.choices) {
    const linkOf = new Map<number, number>();
    for (const { weight, sources } of choices) {
      weights.push(weight / scale);
      for (const source of sources) {
        if (!linkOf.has(source)) linkOf.set(source, linkSource.push(source) - 1);
        links.push(linkOf.get(source)!);
      }
      linkStart.push(links.length);
    }
    edgeStart.push(weights.length);
  }
  return {
    sources: Int32Array.from(program.sources.keys()),
    costs: Float64Array.from(program.costs),
    capacity: program.budget * (1 + TOLERANCE),
    decided: 0,
    edgeStart: Int32Array.from(edgeStart),
    weights: Float64Array.from(weights),
    linkStart: Int32Array.from(linkStart),
    links: Int32Array.from(links),
    linkSource: Int32Array.from(linkSource),
    ...cutFields([], weights.length),
    rowOrigin: Int32Array.from(linkSource.keys()),
  };
}
