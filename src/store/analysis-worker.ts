import { memoryUsage } from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { outcomeOf } from "../domain/outcome.ts";
import { type Asked, MAX_BYTES, tooLong } from "./analyse-apart.ts";
import { analyse } from "./analysis.ts";
import { graphAt } from "./graph.ts";

const WATCH_MS = 10;

const { address, statement, parameters, limits } = workerData as Asked;
const atFirst = memoryUsage().arrayBuffers;

// The driver gathers what arrives of a value until it has all of it.
const watch = setInterval(async () => {
  if (memoryUsage().arrayBuffers - atFirst <= MAX_BYTES) return;
  parentPort!.postMessage(await outcomeOf(() => Promise.reject(tooLong())));
  process.exit();
}, WATCH_MS);

parentPort!.postMessage(
  await outcomeOf(async () => {
    const graph = graphAt(address);
    try {
      return await analyse(graph, statement, parameters, limits);
    } finally {
      clearInterval(watch);
      void graph.close();
    }
  }),
);
