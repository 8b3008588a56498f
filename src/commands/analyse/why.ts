import type { Command } from "commander";
import { type Why, why } from "../../analysis/why.ts";
import { type AnalysisDeps, type AskOptions, addAnalysis, BUDGET, readProgram } from "./ask.ts";
import { fixed, listed, servedBy } from "./text.ts";

export function addWhy(analyse: Command, deps: AnalysisDeps): void {
  addAnalysis(analyse, "why", "why a source (a) or a transfer (a+b>t) is chosen, or why not")
    .argument("<what>", "a source a, or a transfer a+b>t (t>t is the self edge)")
    .option(...BUDGET)
    .action(async (about: string, options: AskOptions) => console.log(await whyCommand(about, options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, INFEASIBLE, TIME_LIMIT. */
export async function whyCommand(about: string, options: AskOptions, deps: AnalysisDeps): Promise<string> {
  const answer = await why(await readProgram(options, deps), about);
  return options.json ? JSON.stringify(answer) : whyText(answer);
}

function whyText({ about, chosen, value, loss, cheapestBudget, buys, drops, changes }: Why): string {
  const doing = chosen ? "without it" : "with it";
  const verdict = `${about} is ${chosen ? "chosen" : "not chosen"}`;
  if (loss === null) {
    const hint = cheapestBudget === null ? "at any budget" : `below budget ${cheapestBudget}`;
    return `${verdict}: ${doing} there is no taxonomy ${hint}`;
  }
  if (loss <= 1e-9) return `${verdict}, but ${doing} the value ${fixed(value, 4)} is the same: a tie`;
  return [
    `${verdict}: ${doing} the value falls by ${fixed(loss, 4)}, from ${fixed(value, 4)} to ${fixed(value - loss, 4)}`,
    `labels bought then: ${listed(buys)}; no longer: ${listed(drops)}`,
    ...changes.map(({ target, before, after }) => {
      const numbers = `affinity ${fixed(before.affinity, 4)} to ${fixed(after.affinity, 4)}`;
      return `  ${target}: ${servedBy(after)} in place of ${servedBy(before)} (${numbers})`;
    }),
  ].join("\n");
}
