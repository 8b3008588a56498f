import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { pino } from "pino";
import { readConfig } from "../config.ts";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import { transferKey } from "../domain/names.ts";
import { openTogether } from "../open-together.ts";
import { openWorker } from "../open-worker.ts";
import type { WorkerContext } from "../queue/context.ts";
import { withDataset } from "../queue/dataset.ts";
import { exportModels } from "../queue/export-models.ts";
import { requireSameCode } from "../queue/same-code.ts";
import { solveTaxonomy } from "../solver/taxonomy.ts";
import { requireExperiment } from "../store/experiments.ts";
import { findTransfers } from "../store/transfers.ts";
import { addProgramOptions, parseNonNegative, readQuestion, type SolveOptions } from "./solve-options.ts";
import { infeasibleReason } from "./solve-output.ts";
import { askedEdges } from "./stored-edges.ts";

type ExportModelsOptions = SolveOptions & { out: string };

export function addExportModels(program: Command): void {
  addProgramOptions(
    program
      .command("export-models")
      .description("write the encoders and readouts that a taxonomy uses as TensorFlow.js models, with a manifest"),
  )
    .option("--budget <n>", "sum of the label costs that may be spent")
    .option("--time-limit <s>", "seconds for the program; then the best found is exported")
    .requiredOption("--out <folder>", "folder to write, made if there is none")
    .action(async (options: ExportModelsOptions) => {
      const { experiment, table, budget } = options;
      if (experiment === undefined || table !== undefined) {
        throw badInput("--experiment ID is needed, and no --table: a table has no networks");
      }
      if (budget === undefined) throw badInput("--budget N is needed");
      parseNonNegative(budget, "--budget");
      const log = pino({ level: "silent" });
      const { context, close } = await openTogether((onClose) => openWorker(readConfig(), log, onClose));
      await exportModelsCommand(context, { ...options, experiment, budget }).finally(close);
    });
}

/** Errors: BAD_INPUT, NOT_FOUND, INFEASIBLE, NO_LOSSES, WRONG_STATE where other code trained it, DATASET_INVALID, ARTIFACT_CORRUPT. */
export async function exportModelsCommand(
  context: WorkerContext,
  options: ExportModelsOptions & { experiment: string; budget: string },
): Promise<void> {
  const { graph } = context;
  const { experiment: id, out } = options;
  const experiment = await requireExperiment(graph, id);
  const { settings } = experiment;
  if (settings === null) throw new TaskonomyError("NO_LOSSES", `experiment ${id} was imported: it has no networks`);
  await requireSameCode(graph, id);
  const question = await readQuestion(options, (name) => askedEdges(graph, name));
  const answer = await solveTaxonomy({ ...question, budget: parseNonNegative(options.budget, "--budget") });
  if (answer.value === null) throw new TaskonomyError("INFEASIBLE", infeasibleReason(answer));

  const keys = answer.transfers.map(({ sources, target, self }) => transferKey(id, sources, target, self));
  const data = await withDataset({ context, experiment, settings, watch: {} });
  const models = await exportModels(data, await findTransfers(graph, keys), out);
  const { budget, objective, maxOrder, status, value, gain, quality, usedSources } = answer;
  const taxonomy = { budget, objective, maxOrder, status, value, gain, quality, usedSources };
  await writeFile(join(out, "manifest.json"), `${JSON.stringify({ taxonomy, ...models }, null, 2)}\n`);

  for (const { target, sameLosses } of models.transfers) {
    if (sameLosses !== false) continue;
    console.error(
      `note: the readout of ${target} was re-made with other losses than those stored: on another machine?`,
    );
  }
  console.error(
    `${Object.keys(models.encoders).length} encoders and ${keys.length} models of targets written to ${out}`,
  );
}
