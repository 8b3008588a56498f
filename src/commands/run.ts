import type { Command } from "commander";
import { readConfig } from "../config.ts";
import { coverage } from "../domain/coverage.ts";
import { PRESETS } from "../domain/presets.ts";
import { openStores } from "../open-stores.ts";
import { openTogether } from "../open-together.ts";
import { openServices } from "../services/open.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { edgesOf } from "../store/transfers.ts";
import { untilStopped } from "../until-stopped.ts";
import { amount, wholeNumber } from "./arguments.ts";
import { announceBackend, ensureExperiment, follow } from "./experiment-run.ts";
import { startWorkers } from "./workers.ts";

interface RunOptions {
  experiment: string;
  preset: string;
  seed?: number;
  scenesSeed?: number;
  encodersSeed?: number;
  readoutsSeed?: number;
  tasks?: string;
  dataset?: string;
  maxOrder?: number;
  representationSize?: number;
  trainShare?: number;
  trainMinutes?: number;
}

export function addRun(program: Command): void {
  program
    .command("run")
    .description("create and run an experiment, or continue it, with a progress bar")
    .requiredOption("--experiment <id>", "its id")
    .requiredOption("--preset <name>", `data, sizes and schedules: ${Object.keys(PRESETS).join(", ")}`)
    .option("--seed <n>", "seed of all that is trained; 1 where left out", wholeNumber)
    .option("--scenes-seed <n>", "seed of the generated scenes; the preset's where left out", wholeNumber)
    .option("--encoders-seed <n>", "seed of the task networks; --seed where left out", wholeNumber)
    .option("--readouts-seed <n>", "seed of readouts and scratch baselines; --seed where left out", wholeNumber)
    .option("--tasks <names>", "tasks, separated by commas; the preset's where left out")
    .option("--dataset <folder>", "a copy of the Taskonomy data, instead of generated scenes")
    .option("--max-order <n>", "highest order of transfers", wholeNumber)
    .option(
      "--representation-size <n>",
      "height and width of representations: 4, 8 or 16, with preset paper its own only; the preset's where left out",
      wholeNumber,
    )
    .option(
      "--train-share <s>",
      "share of the first-order transfers to train, the most promising ones; all where left out",
      amount,
    )
    .option(
      "--train-minutes <m>",
      "begin no round of first-order transfers after so many minutes of workers in rounds",
      amount,
    )
    .action(run);
}

async function run(options: RunOptions): Promise<void> {
  const { experiment: id, preset, tasks } = options;
  const input = {
    id,
    preset,
    seed: options.seed ?? null,
    seeds: {
      scenes: options.scenesSeed ?? null,
      encoders: options.encodersSeed ?? null,
      readouts: options.readoutsSeed ?? null,
    },
    tasks: tasks?.split(",").map((task) => ({ task })) ?? null,
    dataset: options.dataset ?? null,
    maxOrder: options.maxOrder ?? null,
    representationSize: options.representationSize ?? null,
    trainingBudget: budgetOf(options),
  };
  const config = readConfig();
  const { graph, queue, services, close } = await openTogether((onClose) => openStores(openServices, config, onClose));
  try {
    // Workers of `taskonomy up` or of another machine do the work where there are any.
    const alone = (await queue.jobs.getWorkersCount()) === 0;
    if (alone) await announceBackend();
    const ids = await ensureExperiment({ graph, queue }, input);
    const workers = alone ? startWorkers(config, services) : null;
    try {
      const failures = [services.givenUp, ...(workers === null ? [] : [workers.givenUp])];
      await follow({ graph, queue }, ids, Promise.race([untilStopped(), ...failures]));
      for (const each of ids) console.error(await outcome(graph, each));
    } finally {
      await workers?.close();
    }
  } finally {
    await close();
  }
}

const budgetOf = ({ trainShare: share, trainMinutes: minutes }: RunOptions) =>
  share === undefined && minutes === undefined ? null : { share: share ?? null, minutes: minutes ?? null };

async function outcome(graph: Graph, id: string): Promise<string> {
  const edges = await edgesOf(graph, id);
  const experiment = await requireExperiment(graph, id);
  const found = `${id}: ${edges.length} transfers in the graph`;
  if (experiment.settings?.trainingBudget === undefined) return found;
  const { candidates, trained } = coverage(experiment, edges);
  return `${found}, of first order ${trained} of ${candidates} candidates`;
}
