import { Worker } from "node:worker_threads";
import { badInput, type TaskonomyError } from "../domain/errors.ts";
import { resultOf } from "../domain/outcome.ts";
import type { Analysis, AnalysisLimits } from "./analysis.ts";
import { type Graph, type GraphAddress, traced } from "./graph.ts";

/** Of what Neo4j has sent and is not yet read: a value is read when all of it is there. */
export const MAX_BYTES = 16_000_000;
const MAX_HEAP_MB = 256;

/** What a thread is given. */
export interface Asked {
  address: GraphAddress;
  statement: string;
  parameters: Record<string, unknown>;
  limits: AnalysisLimits;
}

/**
 * `analyse` in a thread of its own with little memory: one value may be longer than all limits on rows, and would hold up or end the
 * process that reads it. BAD_INPUT where it is. Ends when `gone` is aborted.
 */
export const analyseApart = (graph: Graph, asked: Omit<Asked, "address">, gone: AbortSignal): Promise<Analysis> =>
  traced(graph, "statement of a client", () => inWorker({ ...asked, address: graph.address }, gone));

async function inWorker(asked: Asked, gone: AbortSignal): Promise<Analysis> {
  gone.throwIfAborted();
  const worker = new Worker(new URL("./analysis-thread.mjs", import.meta.url), {
    execArgv: [],
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  const end = (): void => void worker.terminate();
  gone.addEventListener("abort", end, { once: true });
  try {
    return await resultOf(worker, "a statement");
  } catch (error) {
    gone.throwIfAborted();
    const { cause } = error as { cause?: { code?: string } };
    throw cause?.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooLong() : error;
  } finally {
    gone.removeEventListener("abort", end);
    end();
  }
}

export const tooLong = (): TaskonomyError =>
  badInput(`the answer has more than ${MAX_BYTES / 1_000_000} MB in a few rows: return less of them`);
