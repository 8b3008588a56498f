import { parentPort, workerData } from "node:worker_threads";
import { TaskonomyError } from "../domain/errors.ts";
import { HEAVY } from "./heavy.ts";
import type { Outcome } from "./in-thread.ts";

const { name, values } = workerData as { name: keyof typeof HEAVY; values: unknown[] };
parentPort!.postMessage(outcome());

function outcome(): Outcome {
  try {
    return { result: (HEAVY[name] as (...given: unknown[]) => unknown)(...values) };
  } catch (error) {
    if (!(error instanceof TaskonomyError)) throw error;
    return { code: error.code, message: error.message };
  }
}
