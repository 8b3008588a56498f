import type { Command } from "commander";
import { type Alternatives, alternatives } from "../../analysis/alternatives.ts";
import { wholeNumber } from "../arguments.ts";
import { columns } from "../columns.ts";
import { parseNonNegative } from "../solve-options.ts";
import { type AnalysisDeps, type AskOptions, addAnalysis, BUDGET, readProgram } from "./ask.ts";
import { fixed } from "./text.ts";

export interface AlternativesOptions extends AskOptions {
  count: number;
  within?: string;
}

export function addAlternatives(analyse: Command, deps: AnalysisDeps): void {
  addAnalysis(analyse, "alternatives", "other sets of labels that are nearly as good")
    .option(...BUDGET)
    .option("--count <k>", "how many sets, at most 100", wholeNumber, 10)
    .option("--within <share>", "only those at most so much worse, as a share of the best value (0.01: 1%)")
    .action(async (options: AlternativesOptions) => console.log(await alternativesCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, INFEASIBLE, TIME_LIMIT. */
export async function alternativesCommand(options: AlternativesOptions, deps: AnalysisDeps): Promise<string> {
  const within =
    options.within === undefined ? null : parseNonNegative(options.within, "--within", "a share from 0 to 1");
  const answer = await alternatives(await readProgram(options, deps), { count: options.count, within });
  return options.json ? JSON.stringify(answer) : alternativesText(answer);
}

function alternativesText({ taxonomies, complete }: Alternatives): string {
  const best = taxonomies[0]!.value;
  const rows = taxonomies.map(({ value, gain, quality, usedSources }) => [
    ...[
      fixed(value, 4),
      `${fixed((100 * (best - value)) / (Math.abs(best) || 1), 2)}%`,
      fixed(gain, 2),
      fixed(quality, 2),
    ],
    usedSources.join(" "),
  ]);
  const table = columns(["value", "worse by", "Gain", "Quality", "labels to buy"], rows);
  return [...table, ...(complete ? [] : ["the search stopped at its limit: there may be others as good"])].join("\n");
}
