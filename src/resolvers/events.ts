import type { TransferEvent } from "../schema/transfer-event.ts";
import { databaseId, type EventQuery, encodeCursor, eventsAfter } from "../store/events.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { findTransfers } from "../store/transfers.ts";
import { checkTasks } from "./check-tasks.ts";

export type EventFilter = Pick<EventQuery, "experiment" | "target" | "source">;

/** NOT_FOUND where a feed asks for an experiment or a task that is not there. */
export async function checkFilter(graph: Graph, { experiment, target, source }: EventFilter): Promise<void> {
  if (experiment != null) await requireExperiment(graph, experiment);
  await checkTasks(graph, [target, source]);
}

export interface EventPage {
  events: TransferEvent[];
  /** Continues after the page; null at the end. */
  next: number | null;
}

/** Up to `first` events after `seq`. Events of deleted transfers are left out. */
export async function readEvents(graph: Graph, query: EventQuery): Promise<EventPage> {
  const found = await eventsAfter(graph, query);
  const keys = [...new Set(found.map(({ transferKey }) => transferKey))];
  const transfers = new Map((await findTransfers(graph, keys)).map((transfer) => [transfer.key, transfer]));
  const database = await databaseId(graph);
  const events = found.flatMap((event) => {
    const { seq, transferKey, affinity, gain, quality } = event;
    const transfer = transfers.get(transferKey);
    return transfer ? [{ seq, cursor: encodeCursor(database, event), transfer, affinity, gain, quality }] : [];
  });
  return { events, next: found.length < query.first ? null : found.at(-1)!.seq };
}
