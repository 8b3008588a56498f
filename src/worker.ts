import { join } from "node:path";
import { destination, pino } from "pino";
import { readConfig } from "./config.ts";
import { openQueue } from "./queue/enqueue.ts";
import { startWorker } from "./queue/worker.ts";
import { openServices } from "./services/open.ts";
import { openArtifacts } from "./store/artifacts.ts";
import { connectGraph } from "./store/graph.ts";
import { migrate } from "./store/migrate.ts";
import { loadBackend } from "./training/backend.ts";

/** Longest time that a graceful end may take before the process just ends; its job is then found by another worker. */
const GRACE_MS = 8000;

const log = pino({ name: "worker", level: process.env.LOG_LEVEL ?? "info" }, destination(2));
const config = readConfig();
const { name, version } = await loadBackend();
const services = await openServices(config);
const graph = await connectGraph(services.neo4j);
await migrate(graph);
const queue = openQueue(services.redis.url);
const artifacts = openArtifacts(join(config.home, "artifacts"));
const datasets = join(config.home, "datasets");

const backend = `${name} ${version}`;
const context = { graph, queue, artifacts, datasets, backend, opened: new Map(), log };
const worker = startWorker(context, services.redis.url);
log.info({ backend: name, tensorflow: version, artifacts: config.home }, "ready");

let ending = false;
async function end(why: string): Promise<void> {
  if (ending) return;
  ending = true;
  log.info({ why }, "ending");
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  await worker.close();
  await queue.close();
  await graph.close();
  await services.close();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end(signal));
// A worker of `taskonomy up` ends with it, even where that was killed.
process.on("disconnect", () => void end("its parent ended"));
