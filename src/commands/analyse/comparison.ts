import type { Command } from "commander";
import { type Comparison, comparison, type SideBySide } from "../../analysis/comparison.ts";
import { wholeNumber } from "../arguments.ts";
import { columns } from "../columns.ts";
import { parseNonNegative, readQuestion } from "../solve-options.ts";
import { type AnalysisDeps, type AskOptions, addAnalysis } from "./ask.ts";
import { fixed, listed, servedBy } from "./text.ts";

export interface ComparisonOptions extends AskOptions {
  withTable?: string;
  withExperiment?: string;
  moved: number;
}

export function addComparison(analyse: Command, deps: AnalysisDeps): void {
  addAnalysis(analyse, "comparison", "where two tables or experiments agree, and their taxonomies side by side")
    .option("--with-table <file>", "the second one: a table")
    .option("--with-experiment <id>", "the second one: a stored experiment")
    .option("--budget <n>", "compare the taxonomies of this budget, too")
    .option("--moved <n>", "how many of the transfers that moved most to list", wholeNumber, 10)
    .action(async (options: ComparisonOptions) => console.log(await comparisonCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, TIME_LIMIT. */
export async function comparisonCommand(options: ComparisonOptions, { loadEdges }: AnalysisDeps): Promise<string> {
  const { table: _, experiment: __, withTable, withExperiment, ...shared } = options;
  const budget = options.budget === undefined ? null : parseNonNegative(options.budget, "--budget");
  const first = await readQuestion(options, loadEdges);
  const second = await readQuestion(
    {
      ...shared,
      ...(withTable === undefined ? {} : { table: withTable }),
      ...(withExperiment === undefined ? {} : { experiment: withExperiment }),
    },
    loadEdges,
  );
  const answer = await comparison(first, second, { budget, moved: options.moved });
  return options.json ? JSON.stringify(answer) : comparisonText(answer);
}

function comparisonText({ targets, meanSpearman, edges, moved, taxonomies }: Comparison): string {
  const agreement = targets.map(({ target, sources, spearman, bestBefore, bestAfter }) => [
    ...[target, String(sources), fixed(spearman, 2), bestBefore ?? "-", bestAfter ?? "-"],
  ]);
  const moves = moved.map(({ target, sources, self, rankBefore, rankAfter, of }) => [
    ...[target, servedBy({ sources, self }), String(rankBefore), String(rankAfter), String(of)],
  ]);
  return [
    `${edges.both} transfers are in both, ${edges.onlyBefore} in the first alone, ${edges.onlyAfter} in the second alone`,
    `rank agreement of first-order sources: Spearman ${fixed(meanSpearman, 2)} on average`,
    "",
    ...columns(["target", "sources", "Spearman", "best in first", "best in second"], agreement),
    ...(moves.length === 0 ? [] : ["", "moved most:", ...columns(["target", "from", "first", "second", "of"], moves)]),
    ...(taxonomies === null ? [] : ["", ...sideBySideText(taxonomies)]),
  ].join("\n");
}

function sideBySideText({ before, after, shared, changes, regret }: SideBySide): string[] {
  const summary = [before, after].map(({ status, value, gain, quality, usedSources }, i) => [
    ...[i === 0 ? "first" : "second", fixed(value, 4), fixed(gain, 2), fixed(quality, 2)],
    value === null ? status : usedSources.join(" "),
  ]);
  const changed = changes.map((change) => [change.target, servedBy(change.before), servedBy(change.after)]);
  return [
    ...columns([`budget ${before.budget}`, "value", "Gain", "Quality", "labels to buy"], summary),
    `labels of both: ${listed(shared)}; with the labels of the first, the second loses ${fixed(regret, 4)} of its value`,
    ...(changed.length === 0 ? [] : ["", ...columns(["target", "from in first", "from in second"], changed)]),
  ];
}
