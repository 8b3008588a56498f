import type { ProgramEdge } from "../solver/program.ts";

type Edge = Omit<ProgramEdge, "control">;

/** A target that two taxonomies serve differently. */
export interface Change {
  target: string;
  before: Edge;
  after: Edge;
}

/** The targets of both taxonomies whose transfer differs, sorted by target. */
export function changesBetween(before: Edge[], after: Edge[]): Change[] {
  const later = new Map(after.map((edge) => [edge.target, edge]));
  return before.flatMap((edge) => {
    const other = later.get(edge.target);
    return other === undefined || isSame(edge, other) ? [] : [{ target: edge.target, before: edge, after: other }];
  });
}

const isSame = (a: Edge, b: Edge): boolean => a.self === b.self && a.sources.join() === b.sources.join();
