import { EventEmitter, once } from "node:events";
import type { TaxonomyArgs } from "./asked-program.ts";
import type { Context } from "./context.ts";
import { type Solved, solveAtEvents } from "./solve-at-events.ts";

/** The latest answer to a question whenever there is a new one; who is slow misses those in between. Throws what a solve threw. */
export type TaxonomyWatches = (
  context: Context,
  args: TaxonomyArgs,
  signal: AbortSignal,
) => AsyncGenerator<Solved, void>;

type Watch = (signal: AbortSignal) => AsyncGenerator<Solved, void>;

/** Those who ask the same question share its solves, of which there is one at a time. */
export function taxonomyWatches(): TaxonomyWatches {
  const watches = new Map<string, Watch>();
  return (context, args, signal) => {
    const { experiment, budget, maxOrder, input } = args;
    const key = JSON.stringify([experiment, budget, maxOrder, Object.entries(input ?? {}).sort()]);
    const watch = watches.get(key) ?? openWatch(context, args, () => watches.delete(key));
    watches.set(key, watch);
    return watch(signal);
  };
}

/** Solves from its first follower on, until the last one leaves. */
function openWatch(context: Context, args: TaxonomyArgs, onEnd: () => void): Watch {
  const news = new EventEmitter().setMaxListeners(0);
  const left = new AbortController();
  let followers = 0;
  let latest: Solved | undefined;
  let failure: { error: unknown } | undefined;

  async function solve(): Promise<void> {
    try {
      for await (const solved of solveAtEvents(context, args, left.signal)) {
        latest = solved;
        news.emit("news");
      }
    } catch (error) {
      failure = { error };
      onEnd();
      news.emit("news");
    }
  }

  return async function* follow(signal) {
    if (followers++ === 0) void solve();
    try {
      for (let seen: Solved | undefined; !signal.aborted; ) {
        if (failure) throw failure.error;
        if (latest === seen) await once(news, "news", { signal }).catch(() => {});
        else {
          seen = latest;
          yield latest!;
        }
      }
    } finally {
      if (--followers === 0) {
        left.abort();
        if (!failure) onEnd();
      }
    }
  };
}
