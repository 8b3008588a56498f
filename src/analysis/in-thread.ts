import { Worker } from "node:worker_threads";
import { type ErrorCode, TaskonomyError } from "../domain/errors.ts";
import type { HEAVY } from "./heavy.ts";

type Heavy = typeof HEAVY;

/** What a thread answers. */
export type Outcome = { result: unknown } | { code: ErrorCode; message: string };

/** Runs a function of `HEAVY` in a thread of its own, which ends with it. Errors as the function's, INTERNAL. */
export function inThread<Name extends keyof Heavy>(
  name: Name,
  ...values: Parameters<Heavy[Name]>
): Promise<ReturnType<Heavy[Name]>> {
  const thread = new URL("./heavy-thread.mjs", import.meta.url);
  const worker = new Worker(thread, { execArgv: [], workerData: { name, values } });
  return new Promise((resolve, reject) => {
    const fail = (code: ErrorCode, message: string): void => reject(new TaskonomyError(code, message));
    worker.on("message", (outcome: Outcome) => {
      if ("result" in outcome) resolve(outcome.result as ReturnType<Heavy[Name]>);
      else fail(outcome.code, outcome.message);
    });
    worker.on("error", (error) => fail("INTERNAL", `the thread of ${name} failed: ${(error as Error).message}`));
    worker.on("exit", (status) => fail("INTERNAL", `the thread of ${name} exited with status ${status}`));
  });
}
