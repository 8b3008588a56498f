import type { Worker } from "node:worker_threads";
import { type ErrorCode, TaskonomyError } from "./errors.ts";

/** What a thread posts of its work: an expected failure keeps its code, which an error would lose on the way. */
type Outcome<T> = { result: T } | { code: ErrorCode; message: string };

/** In the thread. Failures that nobody expects are thrown, and end it. */
export async function outcomeOf<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { result: await work() };
  } catch (error) {
    if (!(error instanceof TaskonomyError)) throw error;
    return { code: error.code, message: error.message };
  }
}

/** Of a thread that posts one outcome: its result, or its error; INTERNAL, with the cause, where it ended without. */
export function resultOf<T>(worker: Worker, title: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (code: ErrorCode, message: string, cause?: unknown): void =>
      reject(new TaskonomyError(code, message, { cause }));
    worker.on("message", (outcome: Outcome<T>) => {
      if ("result" in outcome) resolve(outcome.result);
      else fail(outcome.code, outcome.message);
    });
    worker.on("error", (error) =>
      fail("INTERNAL", `the thread of ${title} failed: ${(error as Error).message}`, error),
    );
    worker.on("exit", (status) => fail("INTERNAL", `the thread of ${title} exited with status ${status}`));
  });
}
