import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import util from "node:util";
import { TaskonomyError } from "../domain/errors.ts";

type TensorFlow = typeof import("@tensorflow/tfjs-node");

export interface Backend {
  tf: TensorFlow;
  name: "tensorflow-gpu" | "tensorflow-cpu";
  /** Of the TensorFlow library, for example `2.15.1`. */
  version: string;
}

const require = createRequire(import.meta.url);

let loaded: Backend | undefined;

/** Loads native TensorFlow: on the GPU where a CUDA device answers, else on the CPU. Throws BACKEND_UNAVAILABLE. */
export async function loadBackend(): Promise<Backend> {
  loaded ??= load();
  return loaded;
}

function load(): Backend {
  // One thread a process: workers share the cores, and a sum is then always taken in the same order. TensorFlow reads these once.
  process.env.TF_NUM_INTRAOP_THREADS = "1";
  process.env.TF_NUM_INTEROP_THREADS = "1";
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  // tfjs-node 4.22 calls this function, which Node 23 removed.
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean };
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;

  if (existsSync("/dev/nvidia0")) {
    const gpu = attempt("@tensorflow/tfjs-node-gpu");
    if (gpu !== undefined) return { ...gpu, name: "tensorflow-gpu" };
  }
  const cpu = attempt("@tensorflow/tfjs-node");
  if (cpu !== undefined) return { ...cpu, name: "tensorflow-cpu" };
  throw new TaskonomyError(
    "BACKEND_UNAVAILABLE",
    "No native TensorFlow backend can be loaded (plain JavaScript cannot train); install it with: npm run setup",
  );
}

function attempt(name: string): Omit<Backend, "name"> | undefined {
  try {
    const tf: TensorFlow = require(name);
    const { binding } = tf.backend() as unknown as { binding?: { TF_Version?: string } };
    return binding?.TF_Version === undefined ? undefined : { tf, version: binding.TF_Version };
  } catch {
    return undefined;
  }
}
