import { meanOf } from "../domain/mean.ts";
import type { ProgramEdge } from "../solver/program.ts";
import type { KindOf } from "./evidence.ts";
import { percentiles } from "./percentiles.ts";

/** The same first-order edges ranked by nothing but kind: sources of the target's kind first, the others after. */
export const sameKindFirst = (edges: ProgramEdge[], kindOf: KindOf): ProgramEdge[] =>
  offDiagonal(edges).map((edge) => ({ ...edge, affinity: kindOf(edge.sources[0]!) === kindOf(edge.target) ? 1 : 0 }));

/** The same first-order edges ranked by how well the source serves the other targets: its mean percentile rank there. */
export function servesOthers(edges: ProgramEdge[]): ProgramEdge[] {
  const placed = percentiles(edges, { own: false });
  return offDiagonal(edges).flatMap((edge) => {
    const elsewhere = placed.filter(({ source, target }) => source === edge.sources[0] && target !== edge.target);
    const affinity = meanOf(elsewhere.map(({ percentile }) => percentile));
    return affinity === null ? [] : [{ ...edge, affinity }];
  });
}

const offDiagonal = (edges: ProgramEdge[]): ProgramEdge[] =>
  edges.filter(({ order, sources, target }) => order === 1 && sources[0] !== target);
