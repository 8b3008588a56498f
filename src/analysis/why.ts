import { parseForced, sourceSetKey } from "../domain/names.ts";
import type { ProgramInput } from "../solver/program.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import { type Change, changesBetween } from "./changes.ts";
import { best, prover } from "./prove.ts";

/** What it costs to decide otherwise about a source or a transfer. */
export interface Why {
  /** `a` or `a+b>t`, as asked. */
  about: string;
  /** Whether the best taxonomy uses it. */
  chosen: boolean;
  value: number;
  /** Value of the best taxonomy that does otherwise; null where there is none within the budget. */
  otherwise: number | null;
  /** value - otherwise; null where there is no other. */
  loss: number | null;
  /** Where there is no other within the budget: the least budget of one, null where none exists. */
  cheapestBudget: number | null;
  /** Labels that the other taxonomy buys besides, and those it drops. */
  buys: string[];
  drops: string[];
  /** The targets that would be served differently. */
  changes: Change[];
}

/**
 * Why is this source or transfer in the best taxonomy, or why not: solves again with it forbidden if it was chosen, forced if not.
 * Errors: BAD_INPUT, NOT_FOUND, INFEASIBLE, TIME_LIMIT.
 */
export async function why(input: ProgramInput, about: string, signal?: AbortSignal): Promise<Why> {
  const prove = prover(input.timeLimit, signal);
  const answer = await best(prove, input);
  const chosen = isChosen(answer, about);
  const list = chosen ? "forbid" : "force";
  const other = await prove({ ...input, [list]: [...input[list], about] });
  const exists = other.value !== null;
  const without = (a: TaxonomyAnswer, b: TaxonomyAnswer): string[] =>
    exists ? a.usedSources.filter((source) => !b.usedSources.includes(source)) : [];
  return {
    about,
    chosen,
    value: answer.value,
    otherwise: other.value,
    // Solves are exact to rounding only, and no constraint adds value.
    loss: other.value === null ? null : Math.max(0, answer.value - other.value),
    cheapestBudget: other.cheapestBudget,
    buys: without(other, answer),
    drops: without(answer, other),
    changes: changesBetween(answer.transfers, other.transfers),
  };
}

function isChosen({ usedSources, transfers }: TaxonomyAnswer, about: string): boolean {
  const { sources, target } = parseForced(about);
  if (target === null) return usedSources.includes(sources[0]!);
  const key = sourceSetKey(sources);
  return transfers.some((edge) => edge.target === target && sourceSetKey(edge.sources) === key);
}
