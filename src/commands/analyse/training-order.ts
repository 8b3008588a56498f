import type { Command } from "commander";
import { DICTIONARY } from "../../domain/dictionary.ts";
import { badInput } from "../../domain/errors.ts";
import type { Estimate } from "../../domain/estimate.ts";
import type { TaskKind } from "../../domain/task.ts";
import { type Candidates, estimatePrior, kindPrior, noPrior } from "../../estimators/priors.ts";
import type { Scores } from "../../estimators/scores.ts";
import { type NamedPolicy, type StudyPoint, trainingStudy } from "../../estimators/training-study.ts";
import { wholeNumber } from "../arguments.ts";
import { columns } from "../columns.ts";
import { type EdgesOptions, readEdges, TABLE_HELP } from "../solve-options.ts";
import type { AnalysisDeps } from "./ask.ts";
import { fixed } from "./text.ts";

export interface TrainingOrderOptions extends EdgesOptions {
  maxOrder: number;
  shares: string;
  draws: number;
  json?: boolean;
}

export function addTrainingOrder(analyse: Command, deps: AnalysisDeps): void {
  analyse
    .command("training-order")
    .description("how good the taxonomy would be, had only a share of the transfers been trained")
    .option("--table <file>", TABLE_HELP)
    .option("--experiment <id>", "a stored experiment")
    .option("--max-order <k>", "most sources of one transfer", wholeNumber, 1)
    .option("--shares <a,b>", "shares of the transfers, from above 0 to 1", "0.1,0.2,0.3,0.4,0.5,0.7,1")
    .option("--draws <n>", "draws of what is random in an order, averaged", wholeNumber, 5)
    .option("--json", "one JSON line")
    .action(async (options: TrainingOrderOptions) => console.log(await trainingOrderCommand(options, deps)));
}

const MAX_DRAWS = 1000;

/** Labels to buy. */
const BUDGETS = [2, 4, 8, 16];

/** Errors: BAD_INPUT, NOT_FOUND. */
export async function trainingOrderCommand(options: TrainingOrderOptions, deps: AnalysisDeps): Promise<string> {
  const { edges } = await readEdges(options, deps.loadEdges);
  const { maxOrder, draws } = options;
  if (!(draws >= 1 && draws <= MAX_DRAWS)) throw badInput(`--draws ${draws}: allowed are 1 to ${MAX_DRAWS}`);
  const shares = options.shares.split(",").map(parseShare);
  const targets = new Set(edges.map(({ target }) => target)).size;
  const budgets = BUDGETS.filter((budget) => budget <= targets);
  const estimates = options.experiment === undefined ? [] : await deps.loadEstimates(options.experiment);
  const policies = [...POLICIES, ...(estimates.length > 0 ? policiesBy(estimates) : [])];
  const points = await trainingStudy(edges, { maxOrder, draws, shares, budgets, policies });
  return options.json ? JSON.stringify({ budgets, points }) : studyText(budgets, points);
}

function parseShare(text: string): number {
  const share = Number(text);
  if (share > 0 && share <= 1) return share;
  throw badInput(`--shares ${JSON.stringify(text)}: allowed are numbers above 0, at most 1, separated by commas`);
}

const kindOf = (task: string): TaskKind => DICTIONARY.get(task)?.kind ?? "OTHER";

const byKind = (candidates: Candidates): Scores => kindPrior(candidates, kindOf);

const POLICIES: NamedPolicy[] = [
  { name: "random", learns: false, prior: noPrior },
  { name: "same kind first", learns: false, prior: byKind },
  { name: "sampled", learns: true, prior: noPrior },
  { name: "kind, sampled", learns: true, prior: byKind },
];

function policiesBy(estimates: Estimate[]): NamedPolicy[] {
  const prior = (candidates: Candidates): Scores => estimatePrior(candidates, estimates, "DDS_LAPLACIAN");
  return [
    { name: "DDS", learns: false, prior },
    { name: "DDS, sampled", learns: true, prior },
  ];
}

function studyText(budgets: number[], points: StudyPoint[]): string {
  const rows = points.map(({ policy, share, trainings, recall, quality, qualities, affinity }) => [
    ...[policy, `${fixed(100 * share, 0)}%`, fixed(trainings, 0), fixed(recall, 3)],
    ...qualities.map((value) => fixed(value, 3)),
    ...[fixed(quality, 3), fixed(affinity, 3)],
  ]);
  const header = ["order", "share", "trained", "recall@5", ...budgets.map((b) => `Q at ${b}`), "Quality", "affinity"];
  return [
    ...columns(header, rows),
    "",
    "Quality (Q at a budget of labels, then its mean) and value by affinity of the best taxonomy, as shares of those with",
    "all transfers trained.",
  ].join("\n");
}
