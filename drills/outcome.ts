import type { TransferEvent } from "../src/domain/event.ts";
import { eventsAfter } from "../src/store/events.ts";
import type { Graph } from "../src/store/graph.ts";
import { listJobs } from "../src/store/jobs.ts";
import { listModels } from "../src/store/models.ts";
import { baselinesOf, tournaments, transfersOf } from "../src/store/transfers.ts";

/** All that a run leaves in the graph, without its id, times and durations. */
export async function outcome(graph: Graph, id: string): Promise<unknown> {
  const own = (key: string): string => key.replace(`${id}/`, "");
  return {
    edges: (await transfersOf(graph, id)).map(({ key, experiment: _, computedAt: __, provenance, ...edge }) => {
      const { seconds: ___, ...causes } = provenance;
      return { ...edge, key: own(key), causes };
    }),
    models: (await listModels(graph, id)).map(({ task, key, weightsHash, networkHash, meanTestLoss }) => {
      return { task, key, weightsHash, networkHash, meanTestLoss };
    }),
    baselines: (await baselinesOf(graph, id)).map(({ provenance: _, ...baseline }) => baseline),
    tournaments: (await tournaments(graph, id)).map(({ experiment: _, version: __, ...tournament }) => tournament),
    jobs: (await listJobs(graph, id)).map((job) => [job.id, job.status]),
    events: (await allEvents(graph, id)).map((event) => own(event.transferKey)).sort(),
  };
}

/** Every event of an experiment, or (null) of the store, in order. */
export async function allEvents(graph: Graph, experiment: string | null): Promise<TransferEvent[]> {
  const events: TransferEvent[] = [];
  for (let page: TransferEvent[]; ; events.push(...page)) {
    page = await eventsAfter(graph, { seq: events.at(-1)?.seq ?? 0, experiment, first: 500 });
    if (page.length === 0) return events;
  }
}
