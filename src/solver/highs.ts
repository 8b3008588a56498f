import { Worker } from "node:worker_threads";
import { TaskonomyError } from "../domain/errors.ts";
import type { Model } from "./model.ts";

export interface SolveRequest {
  model: Model;
  /** Seconds, or null. */
  timeLimit: number | null;
}

export type Solution =
  | { status: "INFEASIBLE" }
  | {
      status: "OPTIMAL" | "TIME_LIMIT";
      /** Proven bound of the objective; may be infinite at a time limit. */
      bound: number;
      /** The incumbent's value of each column; null where a time limit came before a first one. */
      columns: Float64Array | null;
    };

/** A solve blocks its thread, so each runs in one of its own; finished threads wait here for the next. */
const idle: Worker[] = [];

/** Solves with HiGHS to a proven optimum, or to the time limit. Idle threads do not keep the process alive. */
export async function solveModel(request: SolveRequest): Promise<Solution> {
  const worker = idle.pop() ?? startWorker();
  worker.ref();
  try {
    const solution = await answerOf(worker, request);
    worker.unref();
    idle.push(worker);
    return solution;
  } catch (error) {
    await worker.terminate();
    throw new TaskonomyError("INTERNAL", `the solver stopped: ${(error as Error).message}`, { cause: error });
  }
}

const startWorker = (): Worker => new Worker(new URL("./highs-thread.mjs", import.meta.url), { execArgv: [] });

function answerOf(worker: Worker, request: SolveRequest): Promise<Solution> {
  return new Promise((resolve, reject) => {
    const onMessage = (solution: Solution): void => settle(() => resolve(solution));
    const onError = (error: unknown): void => settle(() => reject(error));
    const onExit = (code: number): void => settle(() => reject(new Error(`its thread exited with status ${code}`)));
    const settle = (finish: () => void): void => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      finish();
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(request);
  });
}
