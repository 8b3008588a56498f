import type { Command } from "commander";
import { otherObjective } from "../analysis/other-objective.ts";
import { prover } from "../analysis/prove.ts";
import { solveSweep } from "../solver/taxonomy.ts";
import { addProgramOptions, type LoadEdges, readBudgets, readQuestion, type SolveOptions } from "./solve-options.ts";
import { answerJson, answerRow, answerText, infeasibleReason, SWEEP_HEADER } from "./solve-output.ts";

export interface Output {
  out(line: string): void;
  err(line: string): void;
}

export function addSolve(program: Command, { loadEdges }: { loadEdges: LoadEdges }): void {
  addProgramOptions(
    program
      .command("solve")
      .description("which labels to buy within a budget, and what to transfer to each target: proven optimal"),
  )
    .option("--budget <n>", "sum of the label costs that may be spent")
    .option("--budgets <a..b>", "every whole budget from a to b")
    .option("--time-limit <s>", "seconds a budget; then the best found, with its bound")
    .option("--json", "one JSON line a budget")
    .action(async (options: SolveOptions) => {
      process.exitCode = await solveCommand(options, { loadEdges, out: console.log, err: console.error });
    });
}

/** Answers each budget in turn. Returns the exit status: 1 where a budget is infeasible. Errors: BAD_INPUT, NOT_FOUND. */
export async function solveCommand(options: SolveOptions, io: Output & { loadEdges: LoadEdges }): Promise<0 | 1> {
  const budgets = readBudgets(options);
  const question = await readQuestion(options, io.loadEdges);
  const sweep = options.budgets !== undefined;
  const format = options.json ? answerJson : sweep ? answerRow : answerText;

  let status: 0 | 1 = 0;
  let first = true;
  for await (const answer of solveSweep(question, budgets)) {
    if (first && sweep && !options.json) io.out(SWEEP_HEADER);
    first = false;
    io.out(format(answer));
    if (answer.status === "OPTIMAL" && format === answerText) {
      // For readers of a single answer only: it takes another solve.
      const other = await otherObjective(prover(question.timeLimit), { ...question, budget: answer.budget }, answer);
      if (other !== null) io.err(`note: ${other.message}`);
    }
    if (answer.status !== "INFEASIBLE") continue;
    io.err(infeasibleReason(answer));
    status = 1;
  }
  return status;
}
