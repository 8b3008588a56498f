import { TaskonomyError } from "../domain/errors.ts";
import { byCodePoint } from "../domain/names.ts";
import type { Objective } from "../domain/objective.ts";
import { costOf, isAffordable, neededSources } from "./budget.ts";
import { buildPrograms } from "./build.ts";
import { instanceOf, scaleOf } from "./instance.ts";
import { proveInThread } from "./pool.ts";
import type { Choice, Program, ProgramEdge, ProgramInput } from "./program.ts";
import type { Proof, ProofRequest } from "./prove.ts";

/** FEASIBLE: a time limit came before the proof. */
type SolveStatus = "OPTIMAL" | "FEASIBLE" | "INFEASIBLE";

export interface TaxonomyAnswer {
  budget: number;
  maxOrder: number;
  objective: Objective;
  /** Recomputed from the chosen edges; null where infeasible. */
  value: number | null;
  /** No taxonomy is worth more; equals `value` where OPTIMAL. */
  bound: number | null;
  /** (bound - value) / |value|. */
  gap: number | null;
  status: SolveStatus;
  /** Sources of the chosen edges, sorted. */
  usedSources: string[];
  /** Sorted by target. */
  transfers: Omit<ProgramEdge, "control">[];
  /** Means over the targets, null where a chosen edge lacks the number. */
  gain: number | null;
  quality: number | null;
  seconds: number;
  /** Where infeasible: the least budget that would do, or null where none would. */
  cheapestBudget: number | null;
}

/** What a gap is relative to, at least. */
const SMALLEST = 1e-9;

export interface SolveOptions {
  /** Ends the solve at once; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Whether the time limit counts for all budgets of a sweep together; else for each. */
  together?: boolean;
  /** Called with each better value (null before the first) and each lower proven bound; `incumbent` makes the answer of the best. */
  onProgress?: (value: number | null, bound: number, incumbent: () => TaxonomyAnswer | null) => void;
}

/**
 * Answers a question to the program (method section 4), proven optimal unless a time limit comes first. Runs in a thread of its
 * own, a few at a time. Errors: BAD_INPUT, NOT_FOUND as `buildProgram`. An infeasible program is an answer.
 */
export async function solveTaxonomy(input: ProgramInput, options: SolveOptions = {}): Promise<TaxonomyAnswer> {
  for await (const answer of solveSweep(input, [input.budget], options)) return answer;
  throw new TaskonomyError("INTERNAL", "a question to the program had no answer");
}

/**
 * Answers the same question for each budget in turn, as `solveTaxonomy` does; each solve begins with the prices that proved the last
 * one and, where the budget has not fallen, with its solution.
 */
export async function* solveSweep(
  question: Omit<ProgramInput, "budget">,
  budgets: number[],
  options: SolveOptions = {},
): AsyncGenerator<TaxonomyAnswer, void> {
  let start = performance.now();
  const end = question.timeLimit === null ? Number.POSITIVE_INFINITY : start + 1000 * question.timeLimit;
  const programs = buildPrograms(question, budgets);
  let last: Proof | null = null;
  for (const program of programs) {
    const answer = (proof: Proven): TaxonomyAnswer => {
      const { maxOrder, objective } = question;
      const seconds = (performance.now() - start) / 1000;
      return { budget: program.budget, maxOrder, objective, ...answerOf(program, proof), seconds };
    };
    const left = Math.max(0, end - performance.now()) / 1000;
    const timeLimit = options.together && Number.isFinite(left) ? left : question.timeLimit;
    const proof: Proof = await proofOf(program, last, timeLimit, options, answer);
    yield answer(proof);
    last = proof;
    start = performance.now();
  }
}

async function proofOf(
  program: Program,
  last: Proof | null,
  timeLimit: number | null,
  { signal, onProgress }: SolveOptions,
  answer: (proof: Proven) => TaxonomyAnswer,
): Promise<Proof> {
  const scale = scaleOf(program);
  const request: ProofRequest = {
    instance: instanceOf(program),
    forced: Int32Array.from(program.bought),
    prices: last?.prices ?? null,
    start: last?.bought && isAffordable(program, [...last.bought]) ? last.bought : null,
    timeLimit,
  };
  return proveInThread(request, signal, (value, bound, bought) => {
    const unproven = { bought, bound, complete: false, cheapest: null };
    onProgress?.(value === null ? null : value * scale, bound * scale, () =>
      bought === null ? null : answer(unproven),
    );
  });
}

/** What of a proof an answer is made of. */
type Proven = Omit<Proof, "prices">;

type Outcome = Omit<TaxonomyAnswer, "budget" | "maxOrder" | "objective" | "seconds">;

function answerOf(program: Program, { bought, bound, complete, cheapest }: Proven): Outcome {
  if (bought === null) {
    return {
      ...{ value: null, bound: null, gap: null, status: "INFEASIBLE", usedSources: [], transfers: [] },
      ...{ gain: null, quality: null, cheapestBudget: cheapest === null ? null : cheapestBudget(program, cheapest) },
    };
  }
  const choices = bestChoices(program, bought);
  if (!isAffordable(program, neededSources(program, choices))) {
    throw new TaskonomyError("INTERNAL", "the solver bought more than the budget allows");
  }
  const value = worthOf(choices);
  // The best choices of all are a bound, too, and the only one where the limit came very soon.
  const proven = complete ? value : Math.min(bound * scaleOf(program), worthOf(program.choices.map(([best]) => best!)));
  const transfers = choices.map(({ edge: { control: _, ...edge } }) => edge);
  return {
    value,
    bound: proven,
    gap: complete ? 0 : (proven - value) / Math.max(Math.abs(value), SMALLEST),
    status: complete ? "OPTIMAL" : "FEASIBLE",
    usedSources: [...new Set(transfers.flatMap(({ sources }) => sources))].sort(byCodePoint),
    transfers,
    gain: mean(transfers.map(({ gain }) => gain)),
    quality: mean(transfers.map(({ quality }) => quality)),
    cheapestBudget: null,
  };
}

const cheapestBudget = (program: Program, sources: Int32Array): number =>
  costOf(program, neededSources(program, bestChoices(program, sources)));

/** The solver is not believed: each target gets its best choice among the sources bought, and the cost is counted here. */
function bestChoices(program: Program, bought: Int32Array): Choice[] {
  const has = new Set(bought);
  return program.choices.map((choices, i) => {
    const best = choices.find(({ sources }) => sources.every((source) => has.has(source)));
    if (best === undefined)
      throw new TaskonomyError("INTERNAL", `the solver left ${program.targets[i]} without an edge`);
    return best;
  });
}

const worthOf = (choices: Choice[]): number => choices.reduce((sum, { weight }) => sum + weight, 0);

function mean(values: (number | null)[]): number | null {
  if (values.includes(null)) return null;
  return values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
}
