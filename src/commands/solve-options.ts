import { type Command, Option } from "commander";
import { badInput } from "../domain/errors.ts";
import { OBJECTIVES, type Objective } from "../domain/objective.ts";
import { parseTaskNumbers } from "../files/numbers.ts";
import { readTable } from "../files/read-table.ts";
import { readText } from "../files/text.ts";
import type { ProgramEdge, ProgramInput } from "../solver/program.ts";
import { wholeNumber } from "./arguments.ts";
import { edgesOfRows } from "./table-edges.ts";

/** As commander hands them over. */
export interface SolveOptions {
  table?: string;
  experiment?: string;
  budget?: string;
  budgets?: string;
  maxOrder: number;
  objective: Objective;
  costs?: string;
  importance?: string;
  targets?: string;
  sources?: string;
  force?: string;
  forbid?: string;
  withRandom?: boolean;
  timeLimit?: string;
  json?: boolean;
}

/** What `readTable` takes, by the ending of the file's name. */
export const TABLE_HELP =
  "transfers: CSV or .parquet with the published columns, .json or .graphml as export writes them (docs/files.md); needs no service";

/** The flags that say which program is meant, its budget apart. */
export function addProgramOptions(command: Command): Command {
  return command
    .option("--table <file>", TABLE_HELP)
    .option("--experiment <id>", "a stored experiment")
    .option("--max-order <k>", "most sources of one transfer", wholeNumber, 4)
    .addOption(new Option("--objective <name>", "what a transfer is worth").choices(OBJECTIVES).default("affinity"))
    .option("--costs <file>", "CSV task,cost: label costs, 1 where not named")
    .option("--importance <file>", "CSV task,importance: weights of targets, 1 where not named")
    .option("--targets <a,b>", "targets, all where left out")
    .option("--sources <a,b>", "the only tasks that may be sources, for self edges too")
    .option("--force <list>", "sources to buy (a) and transfers to choose (a+b>t; t>t is the self edge)")
    .option("--forbid <list>", "sources and transfers not to use")
    .option("--with-random", "allow transfers from the random encoder");
}

/** The edges and tasks of a stored experiment. */
export type LoadEdges = (experiment: string) => Promise<{
  edges: ProgramEdge[];
  tasks: Record<string, { labelCost: number; importance: number }>;
}>;

/** The question of the options, without its budget. Errors: BAD_INPUT. */
export async function readQuestion(options: SolveOptions, loadEdges: LoadEdges): Promise<Omit<ProgramInput, "budget">> {
  const { edges, tasks } = await readEdges(options, loadEdges);
  const known = new Set(Object.keys(tasks));
  const numbers = async (file: string | undefined, column: "cost" | "importance"): Promise<Record<string, number>> => {
    return file === undefined ? {} : parseTaskNumbers(await readText(file), file, column, known);
  };
  const stored = (key: "labelCost" | "importance"): Record<string, number> =>
    Object.fromEntries(Object.entries(tasks).map(([task, numbers]) => [task, numbers[key]]));

  const targets = options.targets === undefined ? {} : { targets: splitList(options.targets, "--targets") };
  const sources = options.sources === undefined ? {} : { sources: splitList(options.sources, "--sources") };
  return {
    edges,
    tasks: [...known],
    maxOrder: options.maxOrder,
    objective: options.objective,
    labelCosts: { ...stored("labelCost"), ...(await numbers(options.costs, "cost")) },
    importance: { ...stored("importance"), ...(await numbers(options.importance, "importance")) },
    ...targets,
    ...sources,
    force: options.force === undefined ? [] : splitList(options.force, "--force"),
    forbid: options.forbid === undefined ? [] : splitList(options.forbid, "--forbid"),
    withRandom: options.withRandom ?? false,
    timeLimit: options.timeLimit === undefined ? null : parseNonNegative(options.timeLimit, "--time-limit", SECONDS),
  };
}

/** Where the edges come from: exactly one of the two. */
export type EdgesOptions = Pick<SolveOptions, "table" | "experiment">;

/** Errors: BAD_INPUT, NOT_FOUND. */
export async function readEdges({ table, experiment }: EdgesOptions, loadEdges: LoadEdges): ReturnType<LoadEdges> {
  if (experiment !== undefined && table === undefined) return loadEdges(experiment);
  if (table === undefined || experiment !== undefined) {
    throw badInput("exactly one of --table FILE and --experiment ID is needed");
  }
  const rows = await readTable(table);
  const names = new Set(rows.flatMap(({ target, sources }) => [target, ...sources]));
  return {
    edges: edgesOfRows(rows),
    tasks: Object.fromEntries([...names].map((name) => [name, { labelCost: 1, importance: 1 }])),
  };
}

const SECONDS = "a positive number of seconds";
const MAX_BUDGETS = 10_000;

/** The budgets asked for: one, or the integers of A..B. */
export function readBudgets({ budget, budgets }: SolveOptions): number[] {
  if (budget !== undefined && budgets === undefined) return [parseNonNegative(budget, "--budget")];
  if (budgets === undefined || budget !== undefined) {
    throw badInput("exactly one of --budget N and --budgets A..B is needed");
  }
  const [, from, to] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(budgets) ?? [];
  const count = Number(to) - Number(from) + 1;
  if (!(count >= 1 && count <= MAX_BUDGETS)) {
    throw badInput(`--budgets ${budgets}: allowed are whole numbers A..B, A at most B, ${MAX_BUDGETS} of them at most`);
  }
  return Array.from({ length: count }, (_, i) => Number(from) + i);
}

export function parseNonNegative(text: string, flag: string, allowed = "a non-negative number"): number {
  const value = /^(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw badInput(`${flag} ${text}: allowed is ${allowed}`);
  return value;
}

function splitList(text: string, flag: string): string[] {
  const items = text.split(",").map((item) => item.trim());
  if (items.includes("")) throw badInput(`${flag} ${JSON.stringify(text)}: allowed are names, a comma between them`);
  return items;
}
