/**
 * The same experiment with one worker and with two, each from nothing, in turn; medians of its time from start to end:
 *   npx tsx bench/workers.ts [ROUNDS]
 * Four tasks of preset demo, first order; some minutes a round on two idle cores.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureExperiment, follow } from "../src/commands/experiment-run.ts";
import { startWorkers } from "../src/commands/workers.ts";
import { readConfig } from "../src/config.ts";
import { openStores } from "../src/open-stores.ts";
import { openTogether } from "../src/open-together.ts";
import { openServices } from "../src/services/open.ts";
import { requireExperiment } from "../src/store/experiments.ts";
import { untilStopped } from "../src/until-stopped.ts";
import { median } from "./python.ts";

const rounds = Number(process.argv[2] ?? 1);
const tasks = ["autoencoder", "edge2d", "rgb2depth", "class_places"].map((task) => ({ task }));

async function seconds(count: number): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), "workers-bench-"));
  process.env.TASKONOMY_HOME = home;
  const config = readConfig();
  const { graph, queue, services, close } = await openTogether((onClose) => openStores(openServices, config, onClose));
  const workers = startWorkers(config, services, count);
  try {
    await ensureExperiment({ graph, queue }, { id: "workers", preset: "demo", tasks, maxOrder: 1 });
    await follow({ graph, queue }, ["workers"], untilStopped());
    const { startedAt, finishedAt } = await requireExperiment(graph, "workers");
    return (Date.parse(finishedAt!) - Date.parse(startedAt!)) / 1000;
  } finally {
    await workers.close();
    await close();
    await rm(home, { recursive: true });
  }
}

const times = new Map<number, number[]>([
  [1, []],
  [2, []],
]);
for (let round = 0; round < rounds; round++) {
  for (const [count, measured] of times) measured.push(await seconds(count));
}
for (const [count, measured] of times)
  console.log(`${count} worker${count > 1 ? "s" : ""}: ${median(measured).toFixed(0)} s`);
console.log(`ratio ${(median(times.get(1)!) / median(times.get(2)!)).toFixed(2)}`);
