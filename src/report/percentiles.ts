import { percentileRanks } from "../analysis/vectors.ts";
import type { ProgramEdge } from "../solver/program.ts";

/** How well a source serves a target among all first-order sources: 0 worst, 1 best, ties at their mean. */
export interface Placed {
  source: string;
  target: string;
  percentile: number;
}

/** First-order sources, `random` among them; t -> t, the readout from the target's own encoder, only with `own`. */
export function percentiles(edges: ProgramEdge[], { own }: { own: boolean }): Placed[] {
  const fields = new Map<string, ProgramEdge[]>();
  for (const edge of edges) {
    if (edge.order !== 1 || edge.self || (!own && edge.sources[0] === edge.target)) continue;
    fields.set(edge.target, [...(fields.get(edge.target) ?? []), edge]);
  }
  return [...fields].flatMap(([target, field]) => {
    const places = percentileRanks(field.map(({ affinity }) => affinity));
    return field.map(({ sources }, i) => ({ source: sources[0]!, target, percentile: places[i]! }));
  });
}
