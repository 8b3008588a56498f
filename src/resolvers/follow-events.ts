import type { TransferEvent } from "../schema/transfer-event.ts";
import type { EventQuery } from "../store/events.ts";
import type { Context } from "./context.ts";
import { readEvents } from "./events.ts";
import { patiently } from "./patience.ts";

/** Events read at a time: all that a subscriber who does not keep up costs. */
const PAGE = 50;

/** Every event after `start` that the filter lets through, in order, those of the future too, until the signal. */
export async function* followEvents(
  { graph, tail }: Context,
  filter: Pick<EventQuery, "experiment" | "target" | "source">,
  start: number,
  signal: AbortSignal,
): AsyncGenerator<TransferEvent, void> {
  let seq = start;
  while (!signal.aborted) {
    // Numbers are given in the order of commits: what was the latest before reading is read with all before it.
    const latest = await tail.beyond(seq, signal);
    for (let more = true; more; ) {
      const query: EventQuery = { ...filter, seq, first: PAGE };
      const page = await patiently(signal, () => readEvents(graph, query));
      if (page === null) return;
      yield* page.events;
      more = page.next !== null;
      seq = Math.max(latest, page.events.at(-1)?.seq ?? seq);
      if (page.next !== null) seq = page.next;
    }
  }
}
