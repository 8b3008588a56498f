import { basename } from "node:path";
import type { Command } from "commander";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import { nearestName } from "../domain/names.ts";
import { readLosses } from "../files/read-losses.ts";
import { readTable } from "../files/read-table.ts";
import type { TableRow } from "../files/table.ts";
import { readWinRates } from "../files/win-rates.ts";
import { findExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { importTable } from "../store/imports.ts";
import { wholeNumber } from "./arguments.ts";
import { type GraphDeps, withGraph } from "./deps.ts";
import { importLosses } from "./import-losses.ts";
import { importWinRates } from "./import-win-rates.ts";
import { PUBLISHED, publishedFile } from "./published.ts";
import { knownTasks, taskRecord } from "./task-record.ts";

interface ImportOptions {
  experiment: string;
  target?: string;
  winRates?: number;
  groups?: string;
  title?: string;
  replace?: boolean;
}

export function addImport(program: Command, deps: GraphDeps): void {
  program
    .command("import")
    .description("store a table of transfers as an experiment, or one target's per-image losses (with --target)")
    .argument("<file>", "a table (CSV, Parquet, or JSON and GraphML of export), or losses (CSV, Parquet, NPY)")
    .requiredOption("--experiment <id>", "experiment to create; losses may be added to an imported one")
    .option("--target <name>", "the file holds this target's losses")
    .option("--win-rates <images>", "with --target: the file holds win rates over so many test images", wholeNumber)
    .option("--groups <file>", "with --target: CSV image,group, the scene of each image of the losses")
    .option("--title <text>", "title of the experiment")
    .option(
      "--replace",
      "replace the experiment (one that comes by more than 10,000 transfers is deleted first), or the target's transfers",
    )
    .action((file: string, options: ImportOptions) =>
      withGraph(deps, async (graph) => {
        const known = new Set([...knownTasks(), ...(await tasksOf(graph, options.experiment))]);
        const count = await importFile(graph, deps, file, options);
        console.error(`${count} transfers imported into ${options.experiment}`);
        for (const note of nearMisses(await tasksOf(graph, options.experiment), known, options.target))
          console.error(note);
      }),
    );
}

/** Notes about names that are nearly known ones; a target that is nearly one of its own sources is one, too. */
function nearMisses(names: string[], known: ReadonlySet<string>, target: string | undefined): string[] {
  return names.flatMap((name) => {
    if (known.has(name)) return [];
    // task1 and task2 are meant to differ.
    const others = name === target ? names.filter((other) => letters(other) !== letters(name)) : [];
    const nearest = nearestName(name, [...known, ...others]);
    return nearest === null ? [] : [`note: ${name} is none of the known tasks: did you mean ${nearest}?`];
  });
}

const letters = (name: string): string => name.replaceAll(/\d/g, "");

const tasksOf = async (graph: Graph, experiment: string): Promise<string[]> =>
  (await findExperiment(graph, experiment))?.tasks.map(({ task }) => task) ?? [];

async function importFile(graph: Graph, deps: GraphDeps, file: string, options: ImportOptions): Promise<number> {
  const { experiment, target, winRates: images, groups, title = null, replace = false } = options;
  if (groups !== undefined && (target === undefined || images !== undefined)) {
    throw badInput("--groups goes with --target NAME and its losses only");
  }
  if (target === undefined) {
    if (images !== undefined) throw badInput("--win-rates goes with --target NAME only");
    return importRows(graph, { id: experiment, title, file, rows: await readTable(file), replace });
  }
  const to = { file, experiment, target, title, replace };
  if (images === undefined) return importLosses(graph, deps.artifacts(), to, await readLosses(file, groups));
  return importWinRates(graph, to, await readWinRates(file), images);
}

interface Rows {
  id: string;
  title: string | null;
  file: string;
  rows: TableRow[];
  replace?: boolean;
}

async function importRows(graph: Graph, { id, title, file, rows, replace = false }: Rows): Promise<number> {
  const names = new Set(rows.flatMap(({ target, sources }) => [target, ...sources]));
  const tasks = [...names].map(taskRecord);
  return (await importTable(graph, { id, title, source: basename(file), rows, tasks, replace })).length;
}

/** Imports the published tables that the graph does not have yet. */
export async function importPublished(graph: Graph): Promise<void> {
  for (const [id, title] of Object.entries(PUBLISHED)) {
    if ((await findExperiment(graph, id)) !== null) continue;
    const file = publishedFile(id);
    const rows = await readTable(file);
    await importRows(graph, { id, title, file, rows }).catch((error) => {
      // Another process that starts at the same moment was first.
      if (!(error instanceof TaskonomyError && error.code === "ALREADY_EXISTS")) throw error;
    });
  }
}
