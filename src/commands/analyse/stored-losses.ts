import type { MeasuredEdge } from "../../analysis/selection.ts";
import { TaskonomyError } from "../../domain/errors.ts";
import type { Artifacts } from "../../store/artifacts.ts";
import { requireExperiment } from "../../store/experiments.ts";
import type { Graph } from "../../store/graph.ts";
import { measuredTransfers } from "../../store/losses.ts";
import { edgesOf } from "../../store/transfers.ts";

/** The computed transfers of an experiment (of one target, or all) with their losses. NOT_FOUND, NO_LOSSES, ARTIFACT_CORRUPT. */
export async function storedLosses(
  graph: Graph,
  artifacts: Artifacts,
  experiment: string,
  target: string | null,
): Promise<MeasuredEdge[]> {
  await requireExperiment(graph, experiment);
  const edges = (await edgesOf(graph, experiment)).filter((edge) => target === null || edge.target === target);
  if (target !== null && edges.length === 0) {
    throw new TaskonomyError("NOT_FOUND", `experiment ${experiment} has no transfers into ${target}`);
  }
  return (await measuredTransfers(artifacts, edges)).map((edge): MeasuredEdge => {
    const { sources, order, self, control, affinity, gain, quality, images } = edge;
    return { target: edge.target, sources, order, self, control, affinity, gain, quality, losses: images };
  });
}
