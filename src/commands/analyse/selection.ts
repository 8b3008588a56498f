import { type Command, Option } from "commander";
import { type Selection, selection } from "../../analysis/selection.ts";
import { badInput } from "../../domain/errors.ts";
import { RESAMPLING_UNITS, type ResamplingUnit } from "../../domain/resampling-unit.ts";
import { wholeNumber } from "../arguments.ts";
import { columns } from "../columns.ts";
import { type AnalysisDeps, type AskOptions, addAnalysis, BUDGET, readProgram } from "./ask.ts";
import { fixed, servedBy } from "./text.ts";

export interface SelectionOptions extends AskOptions {
  by?: ResamplingUnit;
  resamples: number;
  seed: number;
}

export function addSelection(analyse: Command, deps: AnalysisDeps): void {
  addAnalysis(analyse, "selection", "how sure the best taxonomy is: it is solved again for resampled test images")
    .option(...BUDGET)
    .addOption(
      new Option("--by <what>", "what is drawn; scenes where they are known, else images").choices(RESAMPLING_UNITS),
    )
    .option("--resamples <n>", "programs to solve, at most 1,000", wholeNumber, 100)
    .option("--seed <n>", "seed of the draws", wholeNumber, 1)
    .action(async (options: SelectionOptions) => console.log(await selectionCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, NO_LOSSES, ARTIFACT_CORRUPT, INFEASIBLE, TIME_LIMIT. */
export async function selectionCommand(options: SelectionOptions, deps: AnalysisDeps): Promise<string> {
  const { experiment, resamples, seed, by = null } = options;
  if (experiment === undefined || options.table !== undefined) {
    throw badInput("--experiment ID is needed: a table has no per-image losses");
  }
  const input = await readProgram(options, deps);
  const { edges, scenes } = await deps.loadMeasured({ experiment, by });
  const answer = await selection(input, edges, scenes, { resamples, seed, by });
  return options.json ? JSON.stringify(answer) : selectionText(answer);
}

function selectionText({ sources, edges, value, by, resamples, seed, note }: Selection): string {
  const share = (frequency: number): string => `${fixed(100 * frequency, 0)}%`;
  const mark = (chosen: boolean): string => (chosen ? "yes" : "");
  const labels = sources.map(({ source, frequency, chosen }) => [source, share(frequency), mark(chosen)]);
  const transfers = edges.map(({ target, sources, self, frequency, chosen }) => [
    ...[target, servedBy({ sources, self }), share(frequency), mark(chosen)],
  ]);
  return [
    ...columns(["label", "chosen in", "best taxonomy"], labels),
    "",
    ...columns(["target", "from", "chosen in", "best taxonomy"], transfers),
    "",
    `best value: 95% of resamples from ${fixed(value.low, 4)} to ${fixed(value.high, 4)}`,
    `${resamples} resamples by ${by}, seed ${seed}. ${note}`,
  ].join("\n");
}
