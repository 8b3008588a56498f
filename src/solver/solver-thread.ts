import { parentPort } from "node:worker_threads";
import type { Message } from "./pool.ts";
import { type ProofRequest, prove } from "./prove.ts";

const tell = (message: Message): void => parentPort!.postMessage(message);

parentPort!.on("message", (request: ProofRequest) => {
  try {
    const proof = prove(request, (value, bound, bought) => tell({ kind: "progress", value, bound, bought }));
    tell({ kind: "proof", proof });
  } catch (error) {
    tell({ kind: "failure", message: (error as Error).message });
  }
});
