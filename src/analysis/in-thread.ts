import { Worker } from "node:worker_threads";
import { resultOf } from "../domain/outcome.ts";
import type { HEAVY } from "./heavy.ts";

type Heavy = typeof HEAVY;

/**
 * Runs a function of `HEAVY` in a thread of its own, which ends with it, or at an abort. Errors as the function's, INTERNAL, the
 * signal's reason.
 */
export async function inThread<Name extends keyof Heavy>(
  signal: AbortSignal | undefined,
  name: Name,
  ...values: Parameters<Heavy[Name]>
): Promise<ReturnType<Heavy[Name]>> {
  signal?.throwIfAborted();
  const thread = new URL("./heavy-thread.mjs", import.meta.url);
  const worker = new Worker(thread, { execArgv: [], workerData: { name, values } });
  const end = (): void => void worker.terminate();
  signal?.addEventListener("abort", end);
  try {
    return await resultOf<ReturnType<Heavy[Name]>>(worker, name);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", end);
  }
}
