import type { Command } from "commander";
import { budgetCurve, type CurvePoint } from "../../analysis/budget-curve.ts";
import { columns } from "../columns.ts";
import { readBudgets, readQuestion, type SolveOptions } from "../solve-options.ts";
import { type AnalysisDeps, addAnalysis } from "./ask.ts";
import { fixed } from "./text.ts";

export function addBudgetCurve(analyse: Command, deps: AnalysisDeps): void {
  addAnalysis(analyse, "budget-curve", "what every budget buys, and what one more label is worth")
    .requiredOption("--budgets <a..b>", "every whole budget from a to b")
    .action(async (options: SolveOptions) => console.log(await budgetCurveCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, TIME_LIMIT. */
export async function budgetCurveCommand(options: SolveOptions, { loadEdges }: AnalysisDeps): Promise<string> {
  const budgets = readBudgets(options);
  const points = await budgetCurve(await readQuestion(options, loadEdges), budgets);
  return options.json ? JSON.stringify({ objective: options.objective, points }) : curveText(points);
}

function curveText(points: CurvePoint[]): string {
  const rows = points.map(({ budget, value, marginalValue, gain, quality, usedSources, status }) => [
    ...[String(budget), fixed(value, 4), fixed(marginalValue, 4), fixed(gain, 2), fixed(quality, 2)],
    value === null ? status : usedSources.join(" "),
  ]);
  const warnings = points.flatMap(({ other }) => (other === null ? [] : [other.message]));
  const notes = warnings.length === 0 ? [] : ["", "The labels depend on the objective:", ...warnings];
  return [...columns(["budget", "value", "one more", "Gain", "Quality", "labels to buy"], rows), ...notes].join("\n");
}
