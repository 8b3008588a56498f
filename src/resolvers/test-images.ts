import { type BootstrapData, type BootstrapQuery, bootstrapData } from "../store/bootstrap-data.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Context } from "./context.ts";
import { currentEdges } from "./current-edges.ts";

/** What can be drawn again of an experiment's test images. NOT_FOUND, NO_LOSSES, ARTIFACT_CORRUPT. */
export async function testImages(context: Context, query: BootstrapQuery): Promise<BootstrapData> {
  const { graph, artifacts } = context;
  const experiment = await requireExperiment(graph, query.experiment);
  return bootstrapData(graph, artifacts, query, await currentEdges(context, experiment, query.target));
}
