import type { TransferEvent } from "../src/domain/event.ts";
import type { Provenance } from "../src/domain/transfer.ts";
import { estimatesOf } from "../src/store/estimates.ts";
import { eventsAfter } from "../src/store/events.ts";
import { requireExperiment } from "../src/store/experiments.ts";
import type { Graph } from "../src/store/graph.ts";
import { listJobs } from "../src/store/jobs.ts";
import { listModels } from "../src/store/models.ts";
import { baselinesOf, tournaments, transfersOf } from "../src/store/transfers.ts";

/** All that a run leaves in the graph, by kind. */
export type Outcome = Record<string, unknown[]>;

/** Without its id, times and durations; losses and weights are there by the hashes of their bytes. */
export async function outcome(graph: Graph, id: string): Promise<Outcome> {
  const own = (key: string): string => key.replace(`${id}/`, "");
  return {
    data: [(await requireExperiment(graph, id)).dataHash],
    edges: (await transfersOf(graph, id)).map(({ key, experiment: _, computedAt: __, provenance, ...edge }) => {
      return { ...edge, key: own(key), causes: causesOf(provenance) };
    }),
    models: (await listModels(graph, id)).map(({ experiment: _, seconds: __, createdAt: ___, ...model }) => model),
    baselines: (await baselinesOf(graph, id)).map(({ provenance, ...baseline }) => {
      return { ...baseline, causes: causesOf(provenance) };
    }),
    estimates: (await estimatesOf(graph, id)).map(({ experiment: _, ...estimate }) => estimate),
    tournaments: (await tournaments(graph, id)).map(({ experiment: _, version: __, ...tournament }) => tournament),
    jobs: (await listJobs(graph, id)).map((job) => [job.id, job.status]),
    events: (await allEvents(graph, id)).map((event) => own(event.transferKey)).sort(),
  };
}

const causesOf = ({ seconds: _, ...causes }: Provenance): Omit<Provenance, "seconds"> => causes;

/** Every event of an experiment, or (null) of the store, in order. */
export async function allEvents(graph: Graph, experiment: string | null): Promise<TransferEvent[]> {
  const events: TransferEvent[] = [];
  for (let page: TransferEvent[]; ; events.push(...page)) {
    page = await eventsAfter(graph, { seq: events.at(-1)?.seq ?? 0, experiment, first: 500 });
    if (page.length === 0) return events;
  }
}
