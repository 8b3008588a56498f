import type { Experiment } from "../domain/experiment.ts";
import { requireWhole } from "../domain/require-whole.ts";
import type { Transfer } from "../domain/transfer.ts";
import { ranksOf } from "../store/rank.ts";
import { edgesOf, tournaments } from "../store/transfers.ts";
import type { Context } from "./context.ts";

export type Edge = Transfer & { affinity: number };

/**
 * The transfers of an experiment that have an affinity, controls included, with affinities and ranks of now: by AHP on the target's
 * tournament, or as imported where it has none. WRONG_STATE while it is IMPORTING.
 */
export async function currentEdges(
  { graph, vectors }: Context,
  experiment: Experiment,
  target?: string,
): Promise<Edge[]> {
  const { id, createdAt } = requireWhole(experiment);
  // Tournaments first: an edge that enters one meanwhile is left out, and the others still sum to 1.
  const played = await tournaments(graph, id, target);
  const byTarget = new Map<string, Edge[]>(played.map((tournament) => [tournament.target, []]));
  const current = new Map(played.flatMap((tournament) => [...vectors(tournament, createdAt)]));
  const imported: Edge[] = [];
  for (const edge of await edgesOf(graph, id, target)) {
    const affinity = current.get(edge.key);
    if (affinity !== undefined) byTarget.get(edge.target)!.push({ ...edge, affinity });
    else if (!byTarget.has(edge.target)) imported.push(edge as Edge);
  }
  return [...imported, ...[...byTarget.values()].flatMap(rank)];
}

function rank(edges: Edge[]): Edge[] {
  const ranks = ranksOf(edges);
  return edges.map((edge) => ({ ...edge, rank: ranks.get(edge.key) ?? null }));
}
