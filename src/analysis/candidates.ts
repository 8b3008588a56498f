import { isProgramEdge } from "../domain/control.ts";
import { byCodePoint } from "../domain/names.ts";
import { resolveConstraints } from "../solver/constraints.ts";
import { numberOf, type ProgramEdge, type ProgramInput } from "../solver/program.ts";
import { edgeValue } from "../solver/value.ts";

/** An edge that a taxonomy may choose, with what it adds to the value. */
export interface Candidate {
  edge: ProgramEdge;
  weight: number;
}

/** What a random taxonomy may consist of. */
export interface Candidates {
  /** By target, in order of target; all edges that the constraints allow, those that the program would never choose too. */
  ofTarget: Candidate[][];
  /** Tasks whose label may be bought besides the forced ones, sorted. */
  free: string[];
  /** Tasks whose label is bought in any case. */
  forced: string[];
}

/** The edges and labels of a question before anything is chosen. Errors as the program's: BAD_INPUT, NOT_FOUND. */
export function candidatesOf(input: ProgramInput): Candidates {
  const edges = input.edges.filter((edge) => isProgramEdge(edge, input.withRandom));
  const { targets, allowed, bought, chosen, forbiddenEdges } = resolveConstraints(input, edges);
  const value = edgeValue(edges, input.objective);
  const ofTarget = new Map<string, Candidate[]>([...targets].sort(byCodePoint).map((target) => [target, []]));
  for (const edge of edges) {
    const worth = value(edge);
    const possible =
      worth !== null &&
      edge.order <= input.maxOrder &&
      !forbiddenEdges.has(edge) &&
      edge.sources.every((source) => allowed.has(source)) &&
      (chosen.get(edge.target) ?? edge) === edge;
    if (possible) ofTarget.get(edge.target)?.push({ edge, weight: worth * numberOf(input.importance, edge.target) });
  }
  const forced = new Set([...bought, ...[...chosen.values()].flatMap(({ sources }) => sources)]);
  const sources = new Set([...ofTarget.values()].flat().flatMap(({ edge }) => edge.sources));
  return {
    ofTarget: [...ofTarget.values()],
    free: [...sources].filter((source) => !forced.has(source)).sort(byCodePoint),
    forced: [...forced].sort(byCodePoint),
  };
}
