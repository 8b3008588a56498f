import { eventsAfter } from "../../src/store/events.ts";
import type { Graph } from "../../src/store/graph.ts";
import { listJobs } from "../../src/store/jobs.ts";
import { listModels } from "../../src/store/models.ts";
import { baselinesOf, tournaments } from "../../src/store/transfers.ts";
import { allEdges } from "../queue/platform.ts";

/** All that a run leaves in the graph, without its id, times and durations. */
export async function outcome(graph: Graph, id: string): Promise<unknown> {
  const edges = await allEdges(graph, id);
  const own = (key: string): string => key.replace(`${id}/`, "");
  return {
    edges: edges.map(({ key, experiment: _, computedAt: __, provenance, ...edge }) => {
      const { seconds: ___, ...causes } = provenance;
      return { ...edge, key: own(key), causes };
    }),
    models: (await listModels(graph, id)).map(({ task, key, weightsHash, networkHash, meanTestLoss }) => {
      return { task, key, weightsHash, networkHash, meanTestLoss };
    }),
    baselines: (await baselinesOf(graph, id)).map(({ provenance: _, ...baseline }) => baseline),
    tournaments: (await tournaments(graph, id)).map(({ experiment: _, version: __, ...tournament }) => tournament),
    jobs: (await listJobs(graph, id)).map((job) => [job.id, job.status]),
    events: (await eventsAfter(graph, { seq: 0, experiment: id, first: 1000 })).map((e) => own(e.transferKey)).sort(),
  };
}
