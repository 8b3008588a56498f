import type { Command } from "commander";
import { withReadouts } from "../../analysis/novel-readouts.ts";
import { type NovelTarget, type NovelTargets, novelTargets } from "../../analysis/novel-targets.ts";
import { badInput, TaskonomyError } from "../../domain/errors.ts";
import { readLosses } from "../../files/read-losses.ts";
import type { ProgramInput } from "../../solver/program.ts";
import { columns } from "../columns.ts";
import { type AnalysisDeps, type AskOptions, addAnalysis, BUDGET, readProgram } from "./ask.ts";
import { fixed } from "./text.ts";

export interface NovelTargetsOptions extends AskOptions {
  target?: string;
  losses?: string;
}

export function addNovelTargets(analyse: Command, deps: AnalysisDeps): void {
  addAnalysis(analyse, "novel-targets", "how a target is served that brings no labels of its own; each in turn")
    .option(...BUDGET)
    .option("--target <name>", "only this one")
    .option(
      "--losses <file>",
      "per-image losses of readouts for --target, a task that the dictionary does not have yet",
    )
    .action(async (options: NovelTargetsOptions) => console.log(await novelTargetsCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, TIME_LIMIT. */
export async function novelTargetsCommand(options: NovelTargetsOptions, deps: AnalysisDeps): Promise<string> {
  const { target, losses } = options;
  const question = await readProgram(options, deps);
  const input = losses === undefined ? question : await withLosses(question, target, losses);
  const answer = await novelTargets(input, target === undefined ? null : [target]);
  return options.json ? JSON.stringify(answer) : novelText(answer);
}

async function withLosses(question: ProgramInput, target: string | undefined, file: string): Promise<ProgramInput> {
  if (target === undefined) throw badInput("--losses needs --target NAME: the task that the readouts are for");
  const { rows } = await readLosses(file);
  try {
    return withReadouts(question, target, rows);
  } catch (error) {
    throw error instanceof TaskonomyError ? new TaskonomyError(error.code, `${file}: ${error.message}`) : error;
  }
}

function novelText({ targets, alone, withAll }: NovelTargets): string {
  const cells = (served: NovelTarget["alone"]): string[] =>
    served === null ? ["-", "-", "-"] : [served.sources.join(" + "), fixed(served.gain, 2), fixed(served.quality, 2)];
  const rows = targets.map((target) => [target.target, ...cells(target.alone), ...cells(target.withAll)]);
  const header = ["novel target", "alone, from", "Gain", "Quality", "with all, from", "Gain", "Quality"];
  const mean = [
    "mean",
    "",
    fixed(alone.gain, 2),
    fixed(alone.quality, 2),
    "",
    fixed(withAll.gain, 2),
    fixed(withAll.quality, 2),
  ];
  return [
    ...columns(header, targets.length > 1 ? [...rows, mean] : rows),
    "",
    "alone: the budget is spent for this target; with all: for all targets. Its own labels serve nobody in either.",
  ].join("\n");
}
