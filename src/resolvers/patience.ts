import { setTimeout as sleep } from "node:timers/promises";
import { TaskonomyError } from "../domain/errors.ts";

const PAUSE_MS = 1000;

/** Waits, at most until the signal. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {});

/** Reads as soon as Neo4j answers (again): a subscription outlasts an outage. Null when the signal comes first. */
export async function patiently<T>(signal: AbortSignal, read: () => Promise<T>): Promise<T | null> {
  while (!signal.aborted) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof TaskonomyError && error.code === "GRAPH_UNAVAILABLE")) throw error;
      await pause(PAUSE_MS, signal);
    }
  }
  return null;
}
