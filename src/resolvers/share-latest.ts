import { EventEmitter, once } from "node:events";

type Source<T> = (signal: AbortSignal) => AsyncGenerator<T, void>;

/**
 * Lets all who follow the same `key` share one run of its source, from the first follower to the last. Each gets the latest value
 * whenever there is a new one: who is slow misses those in between. Throws what the source threw.
 */
export type ShareLatest = <T>(key: string, source: Source<T>, signal: AbortSignal) => AsyncGenerator<T, void>;

export function shareLatest(): ShareLatest {
  const running = new Map<string, Source<unknown>>();
  return <T>(key: string, source: Source<T>, signal: AbortSignal) => {
    const shared = running.get(key) ?? share(source, () => running.delete(key));
    running.set(key, shared);
    return (shared as Source<T>)(signal);
  };
}

function share<T>(source: Source<T>, onEnd: () => void): Source<T> {
  const news = new EventEmitter().setMaxListeners(0);
  const left = new AbortController();
  let followers = 0;
  let latest: { value: T } | undefined;
  let failure: { error: unknown } | undefined;

  async function run(): Promise<void> {
    try {
      for await (const value of source(left.signal)) {
        latest = { value };
        news.emit("news");
      }
    } catch (error) {
      failure = { error };
      if (!left.signal.aborted) onEnd();
      news.emit("news");
    }
  }

  return async function* follow(signal) {
    if (followers++ === 0) void run();
    try {
      for (let seen: typeof latest; !signal.aborted; ) {
        if (failure) throw failure.error;
        if (latest === seen) await once(news, "news", { signal }).catch(() => {});
        else {
          seen = latest;
          yield latest!.value;
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
