import { requireWhole } from "../../domain/require-whole.ts";
import type { Artifacts } from "../../store/artifacts.ts";
import { type BootstrapData, type BootstrapQuery, bootstrapData } from "../../store/bootstrap-data.ts";
import { requireExperiment } from "../../store/experiments.ts";
import type { Graph } from "../../store/graph.ts";
import { edgesOf } from "../../store/transfers.ts";

/** What a bootstrap of a stored experiment needs. NOT_FOUND, WRONG_STATE, NO_LOSSES, ARTIFACT_CORRUPT. */
export async function storedLosses(graph: Graph, artifacts: Artifacts, query: BootstrapQuery): Promise<BootstrapData> {
  requireWhole(await requireExperiment(graph, query.experiment));
  return bootstrapData(graph, artifacts, query, await edgesOf(graph, query.experiment, query.target));
}
