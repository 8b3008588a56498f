import type { Command } from "commander";
import { readConfig } from "../config.ts";
import { openStores } from "../open-stores.ts";
import { openTogether } from "../open-together.ts";
import { openServices } from "../services/open.ts";
import { edgesOf } from "../store/transfers.ts";
import { untilStopped } from "../until-stopped.ts";
import { wholeNumber } from "./arguments.ts";
import { announceBackend, ensureExperiment, follow } from "./experiment-run.ts";
import { startWorkers } from "./workers.ts";

interface RunOptions {
  experiment: string;
  preset: string;
  seed?: number;
  tasks?: string;
  dataset?: string;
  maxOrder?: number;
}

export function addRun(program: Command): void {
  program
    .command("run")
    .description("create and run an experiment, or continue it, with a progress bar")
    .requiredOption("--experiment <id>", "its id")
    .requiredOption("--preset <name>", "data, sizes and schedules: demo, or smoke for a first try")
    .option("--seed <n>", "seed of everything random; 1 where left out", wholeNumber)
    .option("--tasks <names>", "tasks, separated by commas; the preset's where left out")
    .option("--dataset <folder>", "a copy of the Taskonomy data, instead of generated scenes")
    .option("--max-order <n>", "highest order of transfers", wholeNumber)
    .action(run);
}

async function run({ experiment: id, preset, seed, tasks, dataset, maxOrder }: RunOptions): Promise<void> {
  const input = {
    id,
    preset,
    ...(seed === undefined ? {} : { seed }),
    ...(tasks === undefined ? {} : { tasks: tasks.split(",").map((task) => ({ task })) }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(maxOrder === undefined ? {} : { maxOrder }),
  };
  const config = readConfig();
  const { graph, queue, services, close } = await openTogether((onClose) => openStores(openServices, config, onClose));
  try {
    // Workers of `taskonomy up` or of another machine do the work where there are any.
    const alone = (await queue.jobs.getWorkersCount()) === 0;
    if (alone) await announceBackend();
    await ensureExperiment({ graph, queue }, input);
    const workers = alone ? startWorkers(config, services) : null;
    try {
      const failures = [services.givenUp, ...(workers === null ? [] : [workers.givenUp])];
      await follow({ graph, queue }, id, Promise.race([untilStopped(), ...failures]));
      console.error(`${id}: ${(await edgesOf(graph, id)).length} transfers in the graph`);
    } finally {
      await workers?.close();
    }
  } finally {
    await close();
  }
}
