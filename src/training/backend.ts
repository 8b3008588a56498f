import { createRequire } from "node:module";
import util from "node:util";
import { hasCudaDevice } from "../../scripts/setup/cuda.mjs";
import { TaskonomyError } from "../domain/errors.ts";

type TensorFlow = typeof import("@tensorflow/tfjs-node");

export interface Backend {
  tf: TensorFlow;
  /** By the device that TensorFlow really computes on. */
  name: "tensorflow-gpu" | "tensorflow-cpu";
  /** Of the TensorFlow library, for example `2.15.1`. */
  version: string;
  /** Why it computes on the CPU of a machine that has a CUDA device, else null. */
  fallback: string | null;
}

const require = createRequire(import.meta.url);

let loaded: Backend | undefined;

/** Loads native TensorFlow: on the GPU where there is one that it can use, else on the CPU. Throws BACKEND_UNAVAILABLE. */
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

  let fallback: string | null = null;
  if (hasCudaDevice()) {
    try {
      const { usesGpu, ...cuda } = open("@tensorflow/tfjs-node-gpu");
      if (usesGpu) return { ...cuda, name: "tensorflow-gpu", fallback };
      // It stays all the same: the libraries of two builds in one process would get into each other's way.
      fallback = `no CUDA device that TensorFlow ${cuda.version} can use; TF_CPP_MIN_LOG_LEVEL=0 shows why`;
      return { ...cuda, name: "tensorflow-cpu", fallback };
    } catch (error) {
      fallback = `the CUDA build cannot be loaded: ${(error as Error).message.split("\n")[0]}`;
    }
  }
  try {
    const { usesGpu: _, ...cpu } = open("@tensorflow/tfjs-node");
    return { ...cpu, name: "tensorflow-cpu", fallback };
  } catch (cause) {
    throw new TaskonomyError(
      "BACKEND_UNAVAILABLE",
      "No native TensorFlow backend can be loaded (plain JavaScript cannot train); install it with: npm run setup",
      { cause },
    );
  }
}

function open(name: string): { tf: TensorFlow; version: string; usesGpu: boolean } {
  // Before the package, which would leave its kernels registered where its binding is missing or does not load.
  const { TF_Version: version }: { TF_Version: string } = require(`${name}/lib/napi-v8/tfjs_binding.node`);
  const tf: TensorFlow = require(name);
  // By TensorFlow's own list of devices.
  const { isUsingGpuDevice: usesGpu } = tf.backend() as unknown as { isUsingGpuDevice: boolean };
  return { tf, version, usesGpu };
}
