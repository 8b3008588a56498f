import type { Command } from "commander";
import { type LeaveOneOut, leaveOneOut } from "../../analysis/leave-one-out.ts";
import { columns } from "../columns.ts";
import { type AnalysisDeps, type AskOptions, addAnalysis, BUDGET, readProgram } from "./ask.ts";
import { fixed, listed } from "./text.ts";

export function addLeaveOneOut(analyse: Command, deps: AnalysisDeps): void {
  addAnalysis(analyse, "leave-one-out", "what is lost without each of the chosen labels, and what replaces it")
    .option(...BUDGET)
    .action(async (options: AskOptions) => console.log(await leaveOneOutCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, INFEASIBLE, TIME_LIMIT. */
export async function leaveOneOutCommand(options: AskOptions, deps: AnalysisDeps): Promise<string> {
  const answer = await leaveOneOut(await readProgram(options, deps));
  return options.json ? JSON.stringify(answer) : regretsText(answer);
}

function regretsText({ taxonomy, regrets }: LeaveOneOut): string {
  const rows = regrets.map(({ source, regret, share, gain, quality, replacedBy }) => [
    ...[
      source,
      fixed(regret, 4),
      share === null ? "-" : `${fixed(100 * share, 1)}%`,
      fixed(gain, 2),
      fixed(quality, 2),
    ],
    regret === null ? "no taxonomy is left" : listed(replacedBy),
  ]);
  const { value, gain, quality } = taxonomy;
  return [
    `with all of them: value ${fixed(value, 4)}, Gain ${fixed(gain, 2)}, Quality ${fixed(quality, 2)}`,
    "",
    ...columns(["without", "loss", "share", "Gain", "Quality", "bought instead"], rows),
  ].join("\n");
}
