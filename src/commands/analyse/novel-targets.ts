import type { Command } from "commander";
import { type NovelTarget, type NovelTargets, novelTargets } from "../../analysis/novel-targets.ts";
import { isControl } from "../../domain/control.ts";
import { badInput } from "../../domain/errors.ts";
import { checkName, sortSources } from "../../domain/names.ts";
import { readLosses } from "../../files/read-losses.ts";
import { affinities } from "../../solver/ahp.ts";
import type { ProgramEdge, ProgramInput } from "../../solver/program.ts";
import { countWins, winShare } from "../../solver/tournament.ts";
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
  const input = losses === undefined ? question : await withReadouts(question, target, losses);
  const answer = await novelTargets(input, target === undefined ? null : [target]);
  return options.json ? JSON.stringify(answer) : novelText(answer);
}

/** The question with one target more: its readouts, ranked among themselves. */
async function withReadouts(question: ProgramInput, name: string | undefined, file: string): Promise<ProgramInput> {
  if (name === undefined) throw badInput("--losses needs --target NAME: the task that the readouts are for");
  const target = checkName(name, "target");
  if (question.edges.some((edge) => edge.target === target)) {
    throw badInput(`--losses ${file}: there are transfers into ${target} already`);
  }
  const { images, rows } = await readLosses(file);
  const members = rows.filter(({ pixels }) => !pixels);
  if (members.length === 0) throw badInput(`${file}: no transfer: at least one row besides pixels is needed`);
  const scratch = rows.find(({ pixels }) => pixels);
  const own = rows.find(({ self }) => self);
  const { values } = affinities(countWins(members.map((row) => row.losses)), members.length, images.length);
  const edges = members.map(({ sources, self, losses }, i): ProgramEdge => {
    const named = self ? [target] : sortSources(sources);
    return {
      ...{ target, sources: named, order: named.length, self, affinity: values[i]! },
      control: isControl({ sources: named, target, self }),
      gain: scratch === undefined ? null : winShare(losses, scratch.losses),
      quality: own === undefined ? null : winShare(losses, own.losses),
    };
  });
  return { ...question, edges: [...question.edges, ...edges] };
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
