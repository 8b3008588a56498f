import { setTimeout as sleep } from "node:timers/promises";
import { destination, pino } from "pino";
import { readConfig } from "./config.ts";
import { openTogether } from "./open-together.ts";
import { openTraces } from "./open-traces.ts";
import { openWorker } from "./open-worker.ts";
import { startWorker } from "./queue/worker.ts";
import { loadBackend } from "./training/backend.ts";

/** Longest time that the job in hand may take to stop. After it the process goes on to its end; the job is then found by another worker. */
const GRACE_MS = 8000;

const config = readConfig();
const log = pino({ name: "worker", level: config.logLevel ?? "info" }, destination(2));
const { name, version, fallback } = await loadBackend();
if (fallback !== null) log.warn(fallback);
const { worker, givenUp, close } = await openTogether(async (onClose) => {
  await openTraces(config, "worker", onClose);
  const { context, services } = await openWorker(config, log, onClose);
  return { worker: startWorker(context, services.redis.url), givenUp: services.givenUp };
});
log.info({ backend: name, tensorflow: version, artifacts: config.home }, "ready");

let ending = false;
async function end(why: string, status = 0): Promise<void> {
  if (ending) return;
  ending = true;
  log.info({ why }, "ending");
  const stopped = await Promise.race([worker.close().then(() => true), sleep(GRACE_MS, false)]);
  // Embedded services of this worker may have to wait for other commands; a second signal ends the process without that.
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  await close();
  process.exit(stopped ? status : 1);
}
const SIGNALS = ["SIGTERM", "SIGINT"] as const;
for (const signal of SIGNALS) process.on(signal, () => void end(signal));
void givenUp.then(({ message }) => end(message, 1));
// A worker of `taskonomy up` ends with it, even where that was killed.
process.on("disconnect", () => void end("its parent ended"));
