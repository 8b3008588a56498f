import { parentPort, workerData } from "node:worker_threads";
import { outcomeOf } from "../domain/outcome.ts";
import { HEAVY } from "./heavy.ts";

const { name, values } = workerData as { name: keyof typeof HEAVY; values: unknown[] };
const work = HEAVY[name] as (...given: unknown[]) => unknown;
parentPort!.postMessage(await outcomeOf(() => work(...values)));
