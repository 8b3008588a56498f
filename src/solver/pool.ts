import { Worker } from "node:worker_threads";
import { TaskonomyError } from "../domain/errors.ts";
import { atMost } from "../domain/limit.ts";
import type { Progress, Proof, ProofRequest } from "./prove.ts";

export type Message =
  | { kind: "progress"; value: number | null; bound: number; bought: Int32Array | null }
  | { kind: "proof"; proof: Proof }
  | { kind: "failure"; message: string };

/** Threads at once: solves keep cores busy, and the rest of the process needs one, too. Further questions wait in line. */
const MOST = 2;

const idle: Worker[] = [];
const inTurn = atMost(MOST);

/**
 * Proves in a thread of its own. Idle threads wait for the next question and do not keep the process alive. An abort
 * ends the thread at once and rejects with the signal's reason.
 */
export async function proveInThread(
  request: ProofRequest,
  signal: AbortSignal | undefined,
  onProgress: Progress,
): Promise<Proof> {
  signal?.throwIfAborted();
  return inTurn(async () => {
    signal?.throwIfAborted();
    return proofBy(request, signal, onProgress);
  });
}

async function proofBy(request: ProofRequest, signal: AbortSignal | undefined, onProgress: Progress): Promise<Proof> {
  const worker = idle.pop() ?? new Worker(new URL("./solver-thread.mjs", import.meta.url), { execArgv: [] });
  worker.ref();
  try {
    const proof = await answerOf(worker, request, signal, onProgress);
    worker.unref();
    idle.push(worker);
    return proof;
  } catch (error) {
    await worker.terminate();
    signal?.throwIfAborted();
    throw new TaskonomyError("INTERNAL", `the solver stopped: ${(error as Error).message}`, { cause: error });
  }
}

function answerOf(
  worker: Worker,
  request: ProofRequest,
  signal: AbortSignal | undefined,
  onProgress: Progress,
): Promise<Proof> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: Message): void => {
      if (message.kind === "progress") onProgress(message.value, message.bound, message.bought);
      else if (message.kind === "proof") settle(() => resolve(message.proof));
      else settle(() => reject(new Error(message.message)));
    };
    const onError = (error: unknown): void => settle(() => reject(error));
    const onExit = (code: number): void => settle(() => reject(new Error(`its thread exited with status ${code}`)));
    const onAbort = (): void => settle(() => reject(signal!.reason));
    const settle = (finish: () => void): void => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      signal?.removeEventListener("abort", onAbort);
      finish();
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal?.addEventListener("abort", onAbort);
    worker.postMessage(request);
  });
}
