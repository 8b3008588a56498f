import type { MeasuredEdge } from "../../analysis/selection.ts";
import { requireWhole } from "../../domain/require-whole.ts";
import { noTransfersInto } from "../../domain/unknown-name.ts";
import type { Artifacts } from "../../store/artifacts.ts";
import { requireExperiment } from "../../store/experiments.ts";
import type { Graph } from "../../store/graph.ts";
import { measuredTransfers } from "../../store/losses.ts";
import { storedScenes } from "../../store/scenes.ts";
import { edgesOf } from "../../store/transfers.ts";

/** Transfers with their losses, and by target the scene of each test image, where they are known. */
export interface StoredLosses {
  edges: MeasuredEdge[];
  scenes: Map<string, string[]>;
}

/** What a bootstrap of an experiment (of one target, or all) needs. NOT_FOUND, WRONG_STATE, NO_LOSSES, ARTIFACT_CORRUPT. */
export const storedWithScenes = async (
  graph: Graph,
  artifacts: Artifacts,
  experiment: string,
  target: string | null,
): Promise<StoredLosses> => ({
  edges: await storedLosses(graph, artifacts, experiment, target),
  scenes: await storedScenes(graph, artifacts, experiment, target ?? undefined),
});

/** The computed transfers of an experiment (of one target, or all) with their losses. NOT_FOUND, WRONG_STATE, NO_LOSSES, ARTIFACT_CORRUPT. */
export async function storedLosses(
  graph: Graph,
  artifacts: Artifacts,
  experiment: string,
  target: string | null,
): Promise<MeasuredEdge[]> {
  requireWhole(await requireExperiment(graph, experiment));
  const all = await edgesOf(graph, experiment);
  const edges = all.filter((edge) => target === null || edge.target === target);
  if (target !== null && edges.length === 0) {
    throw noTransfersInto(
      target,
      experiment,
      all.map((edge) => edge.target),
    );
  }
  return (await measuredTransfers(artifacts, edges)).map((edge): MeasuredEdge => {
    const { sources, order, self, control, affinity, gain, quality, images } = edge;
    return { target: edge.target, sources, order, self, control, affinity, gain, quality, losses: images };
  });
}
