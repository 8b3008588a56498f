import type { Command } from "commander";
import { type Beside, type Significance, significance } from "../../analysis/significance.ts";
import { wholeNumber } from "../arguments.ts";
import { columns } from "../columns.ts";
import { type AnalysisDeps, type AskOptions, addAnalysis, BUDGET, readProgram } from "./ask.ts";
import { fixed } from "./text.ts";

export interface SignificanceOptions extends AskOptions {
  draws: number;
  seed: number;
}

export function addSignificance(analyse: Command, deps: AnalysisDeps): void {
  addAnalysis(analyse, "significance", "the best taxonomy beside random ones of the same budget")
    .option(...BUDGET)
    .option("--draws <n>", "random taxonomies", wholeNumber, 1000)
    .option("--seed <n>", "seed of the draws", wholeNumber, 1)
    .action(async (options: SignificanceOptions) => console.log(await significanceCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, INFEASIBLE, TIME_LIMIT. */
export async function significanceCommand(options: SignificanceOptions, deps: AnalysisDeps): Promise<string> {
  const answer = await significance(await readProgram(options, deps), options.draws, options.seed);
  return options.json ? JSON.stringify(answer) : significanceText(answer);
}

const NAMES = { RANDOM_EDGES: "random labels, random transfers", BEST_EDGES: "random labels, their best transfers" };

function significanceText({ nulls, draws, seed, note }: Significance): string {
  const rows = nulls.flatMap(({ name, value, gain, quality }) =>
    Object.entries({ value, Gain: gain, Quality: quality }).map(([what, numbers]) => [
      ...[NAMES[name], what],
      ...(numbers === null ? ["-", "-", "-", "-"] : besideCells(numbers)),
    ]),
  );
  const header = ["beside", "number", "best taxonomy", "random (5% to 95%)", "mean", "p"];
  return [...columns(header, rows), "", `${draws} random taxonomies, seed ${seed}. ${note}`].join("\n");
}

const besideCells = ({ observed, low, high, mean, p }: Beside): string[] => [
  fixed(observed, 3),
  `${fixed(low, 3)} to ${fixed(high, 3)}`,
  fixed(mean, 3),
  p.toPrecision(2),
];
