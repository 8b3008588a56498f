import type { Command } from "commander";
import { otherObjective } from "../analysis/other-objective.ts";
import { prover } from "../analysis/prove.ts";
import { TaskonomyError } from "../domain/errors.ts";
import { type SolveOptions as SolverOptions, solveSweep, type TaxonomyAnswer } from "../solver/taxonomy.ts";
import { addProgramOptions, type LoadEdges, readBudgets, readQuestion, type SolveOptions } from "./solve-options.ts";
import { answerJson, answerRow, answerText, infeasibleReason, SWEEP_HEADER, searchState } from "./solve-output.ts";

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
      const stopping = new AbortController();
      const progress = process.stderr.isTTY ? progressLine() : undefined;
      process.once("SIGINT", () => stopping.abort());
      const { log: out, error: err } = console;
      process.exitCode = await solveCommand(options, { loadEdges, out, err, signal: stopping.signal, progress });
    });
}

interface SolveIo {
  loadEdges: LoadEdges;
  out(line: string): void;
  err(line: string): void;
  /** Ends the solve in hand. */
  signal?: AbortSignal;
  progress?: ((found: string | null) => void) | undefined;
}

/** Shows the latest text on one line of a terminal; null clears it. */
function progressLine(): (found: string | null) => void {
  return (found) => process.stderr.write(found === null ? "\r\u001b[K" : `\r\u001b[K${found}`);
}

/**
 * Answers each budget in turn. Returns the exit status: 1 where a budget is infeasible. Errors: BAD_INPUT, NOT_FOUND; CANCELLED, after
 * the best that the solve in hand had found.
 */
export async function solveCommand(options: SolveOptions, io: SolveIo): Promise<0 | 1> {
  const budgets = readBudgets(options);
  const question = await readQuestion(options, io.loadEdges);
  const sweep = options.budgets !== undefined;
  const format = options.json ? answerJson : sweep ? answerRow : answerText;

  let status: 0 | 1 = 0;
  let first = true;
  const print = (answer: TaxonomyAnswer): void => {
    if (first && sweep && !options.json) io.out(SWEEP_HEADER);
    first = false;
    io.out(format(answer));
  };
  let found: () => TaxonomyAnswer | null;
  const onProgress: SolverOptions["onProgress"] = (_value, _bound, incumbent) => {
    found = incumbent;
    io.progress?.(searchState(incumbent()));
  };
  const answers = solveSweep(question, budgets, { ...(io.signal && { signal: io.signal }), onProgress });
  const solved = async () => {
    found = () => null;
    try {
      return await answers.next();
    } catch (error) {
      if (!io.signal?.aborted) throw error;
      const incumbent = found();
      if (incumbent !== null) print(incumbent);
      throw new TaskonomyError("CANCELLED", `stopped before the proof: ${searchState(incumbent)}`);
    } finally {
      io.progress?.(null);
    }
  };
  for (let next = await solved(); !next.done; next = await solved()) {
    const answer = next.value;
    print(answer);
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
