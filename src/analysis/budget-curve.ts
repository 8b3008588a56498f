import { badInput } from "../domain/errors.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import { type OtherObjective, otherObjective } from "./other-objective.ts";
import { prover, proveSweep, type Question } from "./prove.ts";

export type CurvePoint = Pick<
  TaxonomyAnswer,
  "budget" | "status" | "value" | "gain" | "quality" | "usedSources" | "cheapestBudget"
> & {
  /** Value gained over the budget before, for each unit of budget; null where either is infeasible, and at the first. */
  marginalValue: number | null;
  /** What another objective would buy, where it is something else. */
  other: OtherObjective | null;
};

const MAX_BUDGETS = 1000;

/** The best taxonomy of each budget (ascending), and what one more label is worth. Errors: BAD_INPUT, NOT_FOUND, TIME_LIMIT. */
export async function budgetCurve(question: Question, budgets: number[], signal?: AbortSignal): Promise<CurvePoint[]> {
  if (budgets.length > MAX_BUDGETS) throw badInput(`${budgets.length} budgets: at most ${MAX_BUDGETS} are allowed`);
  const disorder = budgets.findIndex((budget, i) => i > 0 && !(budget > budgets[i - 1]!));
  if (disorder >= 0)
    throw badInput(`budget ${budgets[disorder]} after ${budgets[disorder - 1]}: allowed are ascending budgets`);
  const points: CurvePoint[] = [];
  const prove = prover(question.timeLimit, signal);
  for (const answer of await proveSweep(question, budgets, signal)) {
    const { budget, status, value, gain, quality, usedSources, cheapestBudget } = answer;
    const before = points.at(-1);
    points.push({
      ...{ budget, status, value, gain, quality, usedSources, cheapestBudget },
      marginalValue: value === null || before?.value == null ? null : (value - before.value) / (budget - before.budget),
      other: await otherObjective(prove, { ...question, budget }, answer),
    });
  }
  return points;
}
