import { latestSeq } from "../store/events.ts";
import type { Graph } from "../store/graph.ts";

/** Watches the end of the sequence of events, once for all subscriptions of a process. */
export interface Tail {
  /** Resolves when the latest event is after `seq`, with its number; with `seq` itself when the signal comes first. */
  beyond(seq: number, signal: AbortSignal): Promise<number>;
  close(): void;
}

/** Says that something may have been committed; may be wrong, late or silent. */
export type Hints = (listener: () => void) => { close(): void };

const INTERVAL_MS = 1000;

/** Looks at every hint and each second, as long as somebody waits. */
export function openTail(graph: Graph, subscribe: Hints): Tail {
  let latest = 0;
  const waiting = new Set<() => void>();
  let looking = false;
  let again = false;

  async function look(): Promise<void> {
    if (waiting.size === 0) return;
    again = true;
    if (looking) return;
    looking = true;
    while (again) {
      again = false;
      // An outage of the graph is waited out.
      latest = await latestSeq(graph).catch(() => latest);
      for (const wake of waiting) wake();
    }
    looking = false;
  }
  const hints = subscribe(() => void look());
  const timer = setInterval(() => void look(), INTERVAL_MS);
  timer.unref();

  return {
    beyond: (seq, signal) =>
      new Promise((resolve) => {
        const settle = (): void => {
          if (latest <= seq && !signal.aborted) return;
          waiting.delete(settle);
          signal.removeEventListener("abort", settle);
          resolve(Math.max(latest, seq));
        };
        waiting.add(settle);
        signal.addEventListener("abort", settle);
        settle();
        void look();
      }),
    close() {
      clearInterval(timer);
      hints.close();
    },
  };
}
