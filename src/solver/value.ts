import type { Objective } from "../domain/objective.ts";
import type { ProgramEdge } from "./program.ts";

/** Affinities below this count as this for `log`, as a published affinity may be 0. */
const LOG_FLOOR = 1e-9;
const SATURATION = 20;

/**
 * What each edge is worth under an objective (method section 4), null where its number was not measured. `edges` are all edges of
 * the program before any constraint: `relative` divides by the best of them, so that a constraint changes no edge's worth.
 */
export function edgeValue(edges: ProgramEdge[], objective: Objective): (edge: ProgramEdge) => number | null {
  switch (objective) {
    case "affinity":
      return ({ affinity }) => affinity;
    case "quality":
      return ({ quality }) => quality;
    case "gain":
      return ({ gain }) => gain;
    case "log":
      return ({ affinity }) => Math.log(Math.max(affinity, LOG_FLOOR));
    case "saturating":
      return ({ affinity }) => 1 - Math.exp(-SATURATION * affinity);
    case "relative": {
      const best = new Map<string, number>();
      for (const { target, affinity } of edges) best.set(target, Math.max(affinity, best.get(target) ?? 0));
      return ({ target, affinity }) => (affinity === 0 ? 0 : affinity / best.get(target)!);
    }
  }
}
