import { Worker } from "node:worker_threads";
import { resultOf } from "../domain/outcome.ts";
import type { HEAVY } from "./heavy.ts";

type Heavy = typeof HEAVY;

/** Runs a function of `HEAVY` in a thread of its own, which ends with it. Errors as the function's, INTERNAL. */
export function inThread<Name extends keyof Heavy>(
  name: Name,
  ...values: Parameters<Heavy[Name]>
): Promise<ReturnType<Heavy[Name]>> {
  const thread = new URL("./heavy-thread.mjs", import.meta.url);
  return resultOf(new Worker(thread, { execArgv: [], workerData: { name, values } }), name);
}
