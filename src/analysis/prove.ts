import { TaskonomyError } from "../domain/errors.ts";
import type { ProgramInput } from "../solver/program.ts";
import { solveSweep, solveTaxonomy, type TaxonomyAnswer } from "../solver/taxonomy.ts";

/** A question to the program whose budget is asked apart. */
export type Question = Omit<ProgramInput, "budget">;

/** A taxonomy that exists. */
export type Found = TaxonomyAnswer & { value: number };

/** Answers a question to the program with a proof: OPTIMAL or INFEASIBLE. */
export type Prove = (input: ProgramInput) => Promise<TaxonomyAnswer>;

/**
 * Solves in threads of their own, all calls together within `seconds` (null: without limit). An analysis compares values of several
 * programs, which means nothing unless each is proven: TIME_LIMIT where the seconds are over before. An abort
 * ends the solve in hand.
 */
export function prover(seconds: number | null, signal?: AbortSignal): Prove {
  const start = performance.now();
  return async (input) => {
    const left = seconds === null ? null : seconds - (performance.now() - start) / 1000;
    if (left !== null && left <= 0) throw tooLong(seconds!);
    const answer = await solveTaxonomy({ ...input, timeLimit: left }, signal && { signal });
    if (answer.status === "FEASIBLE") throw tooLong(seconds!);
    return answer;
  };
}

/** The proven answer for each budget in turn; TIME_LIMIT where the question's seconds are over before the last. */
export async function proveSweep(
  question: Question,
  budgets: number[],
  signal?: AbortSignal,
): Promise<TaxonomyAnswer[]> {
  const answers: TaxonomyAnswer[] = [];
  for await (const answer of solveSweep(question, budgets, { together: true, ...(signal && { signal }) })) {
    if (answer.status === "FEASIBLE") throw tooLong(question.timeLimit!);
    answers.push(answer);
  }
  return answers;
}

function tooLong(seconds: number): TaskonomyError {
  return new TaskonomyError(
    "TIME_LIMIT",
    `the analysis is not done after ${seconds} seconds: allow more, or ask for less`,
  );
}

/** The best taxonomy, for analyses that need one. INFEASIBLE, with the cheapest feasible budget. */
export async function best(prove: Prove, input: ProgramInput): Promise<Found> {
  const answer = await prove(input);
  if (answer.value !== null) return { ...answer, value: answer.value };
  const { cheapestBudget } = answer;
  const hint = cheapestBudget === null ? "no budget would do" : `the cheapest feasible budget is ${cheapestBudget}`;
  throw new TaskonomyError("INFEASIBLE", `no taxonomy fits budget ${input.budget}: ${hint}`);
}
