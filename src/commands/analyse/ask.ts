import type { Command } from "commander";
import { badInput } from "../../domain/errors.ts";
import type { Estimate } from "../../domain/estimate.ts";
import type { ProgramInput } from "../../solver/program.ts";
import type { BootstrapData, BootstrapQuery } from "../../store/bootstrap-data.ts";
import {
  addProgramOptions,
  type LoadEdges,
  parseNonNegative,
  readQuestion,
  type SolveOptions,
} from "../solve-options.ts";

/** What the analyses need; the entry provides it. */
export interface AnalysisDeps {
  loadEdges: LoadEdges;
  /** NOT_FOUND, NO_LOSSES, ARTIFACT_CORRUPT. */
  loadMeasured(query: BootstrapQuery): Promise<BootstrapData>;
  loadEstimates(experiment: string): Promise<Estimate[]>;
}

/** A question to the program as an analysis asks it. */
export type AskOptions = Omit<SolveOptions, "budgets">;

/** An analysis of a program: its flags and those of the program. */
export function addAnalysis(analyse: Command, usage: string, description: string): Command {
  return addProgramOptions(analyse.command(usage).description(description))
    .option("--time-limit <s>", "seconds for the whole analysis, which then fails")
    .option("--json", "one JSON line");
}

export const BUDGET = ["--budget <n>", "sum of the label costs that may be spent"] as const;

/** The question with its budget. Errors: BAD_INPUT, NOT_FOUND. */
export async function readProgram(options: AskOptions, { loadEdges }: AnalysisDeps): Promise<ProgramInput> {
  if (options.budget === undefined) throw badInput("--budget N is needed");
  return { ...(await readQuestion(options, loadEdges)), budget: parseNonNegative(options.budget, "--budget") };
}
