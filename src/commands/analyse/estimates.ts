import type { Command } from "commander";
import { badInput } from "../../domain/errors.ts";
import { type Agreement, agreement } from "../../estimators/agreement.ts";
import { columns } from "../columns.ts";
import type { AnalysisDeps } from "./ask.ts";
import { fixed } from "./text.ts";

export interface EstimatesOptions {
  experiment: string;
  json?: boolean;
}

export function addEstimates(analyse: Command, deps: AnalysisDeps): void {
  analyse
    .command("estimates")
    .description("how well estimates from representations tell what the trainings found")
    .requiredOption("--experiment <id>", "a stored experiment")
    .option("--json", "one JSON line")
    .action(async (options: EstimatesOptions) => console.log(await estimatesCommand(options, deps)));
}

/** Errors: NOT_FOUND; BAD_INPUT where the experiment has no estimates, or nothing to compare them with. */
export async function estimatesCommand({ experiment, json }: EstimatesOptions, deps: AnalysisDeps): Promise<string> {
  const { edges } = await deps.loadEdges(experiment);
  const answer = agreement(await deps.loadEstimates(experiment), edges);
  if (answer.length === 0) {
    throw badInput(`experiment ${experiment} has no estimates: start it again, and what its plan lacks is computed`);
  }
  return json ? JSON.stringify(answer) : agreementText(answer);
}

function agreementText(answer: Agreement[]): string {
  const rows = answer.map(({ method, targets, spearman, recall }) => [
    ...[method, String(targets.length), fixed(spearman, 2), fixed(recall, 2)],
  ]);
  return [
    ...columns(["method", "targets", "Spearman", "recall@5"], rows),
    "",
    "Means over targets of the correlation with affinities of first-order transfers, controls left out, and of the",
    "share of the five best sources that are among the five best by the estimate.",
  ].join("\n");
}
