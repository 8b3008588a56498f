import type { TransferEvent } from "../schema/transfer-event.ts";
import { type EventQuery, latestSeq, resumeAfter } from "../store/events.ts";
import type { Context } from "./context.ts";
import { checkFilter, type EventFilter } from "./events.ts";
import { patiently } from "./patience.ts";

/** Events read at a time: all that a subscriber who does not keep up costs. */
const PAGE = 50;

/**
 * Every event after a cursor (`"0"`: all, null: those to come) that the filter lets through, in order, until the signal. Errors come
 * before the first event: BAD_INPUT, CURSOR_FOREIGN, NOT_FOUND.
 */
export async function transferFeed(
  context: Context,
  { after, ...filter }: EventFilter & { after: string | null },
): Promise<(signal: AbortSignal) => AsyncGenerator<TransferEvent, void>> {
  const { graph } = context;
  const start = after == null ? await latestSeq(graph) : await resumeAfter(graph, after);
  await checkFilter(graph, filter);
  return (signal) => followEvents(context, filter, start, signal);
}

async function* followEvents(
  { pages, tail }: Context,
  filter: EventFilter,
  start: number,
  signal: AbortSignal,
): AsyncGenerator<TransferEvent, void> {
  let seq = start;
  while (!signal.aborted) {
    // Numbers are given in the order of commits: what was the latest before reading is read with all before it.
    const latest = await tail.beyond(seq, signal);
    for (let more = true; more; ) {
      const query: EventQuery = { ...filter, seq, first: PAGE };
      const page = await patiently(signal, () => pages(query, latest));
      if (page === null) return;
      yield* page.events;
      more = page.next !== null;
      seq = Math.max(latest, page.events.at(-1)?.seq ?? seq);
      if (page.next !== null) seq = page.next;
    }
  }
}
