import type { EventQuery } from "../store/events.ts";
import type { Graph } from "../store/graph.ts";
import { type EventPage, readEvents } from "./events.ts";

/**
 * Reads a page of events, once for all who ask for the same one at the same time. `latest`, the number of an event that was there before,
 * is a part of the question: a reading that began before it may lack it.
 */
export type ReadPage = (query: EventQuery, latest: number) => Promise<EventPage>;

export function sharePages(graph: Graph): ReadPage {
  const reading = new Map<string, Promise<EventPage>>();
  return (query, latest) => {
    const question = JSON.stringify([query, latest]);
    const shared = reading.get(question) ?? readEvents(graph, query).finally(() => reading.delete(question));
    reading.set(question, shared);
    return shared;
  };
}
