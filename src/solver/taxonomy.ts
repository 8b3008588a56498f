import { TaskonomyError } from "../domain/errors.ts";
import { byCodePoint } from "../domain/names.ts";
import type { Objective } from "../domain/objective.ts";
import { costOf, isAffordable, neededSources } from "./budget.ts";
import { buildProgram } from "./build.ts";
import { solveModel } from "./highs.ts";
import { type Covers, costModel, weightModel } from "./model.ts";
import type { Choice, Program, ProgramEdge, ProgramInput } from "./program.ts";

/** FEASIBLE: a time limit came before the proof. */
export type SolveStatus = "OPTIMAL" | "FEASIBLE" | "INFEASIBLE";

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

/** Of value and bound, for the solver's own rounding. */
const TOLERANCE = 1e-9;

/**
 * Answers a question to the program (method section 4), proven optimal unless a time limit comes first. Runs in a thread of its
 * own. Errors: BAD_INPUT, NOT_FOUND as `buildProgram`. An infeasible program is an answer.
 */
export async function solveTaxonomy(input: ProgramInput): Promise<TaxonomyAnswer> {
  const start = performance.now();
  const program = buildProgram(input);
  const solved = await solveProgram(program, input.timeLimit);
  const asked = { budget: input.budget, maxOrder: input.maxOrder, objective: input.objective };
  const seconds = (): number => (performance.now() - start) / 1000;
  if (solved === null) {
    const cheapest = await cheapestChoices(program);
    return {
      ...asked,
      ...{ value: null, bound: null, gap: null, status: "INFEASIBLE", usedSources: [], transfers: [] },
      ...{ gain: null, quality: null, seconds: seconds() },
      cheapestBudget: cheapest === null ? null : costOf(program, neededSources(program, cheapest)),
    };
  }
  const { choices, bound } = solved;
  const value = worthOf(choices);
  const proven = bound - value <= TOLERANCE * Math.max(1, Math.abs(value));
  const transfers = choices.map(({ edge: { control: _, ...edge } }) => edge);
  return {
    ...asked,
    value,
    bound: proven ? value : bound,
    gap: proven ? 0 : (bound - value) / Math.max(Math.abs(value), TOLERANCE),
    status: proven ? "OPTIMAL" : "FEASIBLE",
    usedSources: [...new Set(transfers.flatMap(({ sources }) => sources))].sort(byCodePoint),
    transfers,
    gain: mean(transfers.map(({ gain }) => gain)),
    quality: mean(transfers.map(({ quality }) => quality)),
    seconds: seconds(),
    cheapestBudget: null,
  };
}

interface Solved {
  /** One a target. */
  choices: Choice[];
  bound: number;
}

async function solveProgram(program: Program, timeLimit: number | null): Promise<Solved | null> {
  if (program.choices.some(({ length }) => length === 0) || !isAffordable(program, program.bought)) return null;
  const covers: Covers = [];
  for (;;) {
    const { model, scale } = weightModel(program, covers);
    const solution = await solveModel({ model, timeLimit });
    if (solution.status === "INFEASIBLE") return null;
    // The best choices of all are a bound too, and the only one where the limit came very soon.
    const bound = Math.min(solution.bound * scale, worthOf(program.choices.map(([best]) => best!)));
    const bought = solution.columns === null ? null : boughtSources(program, solution.columns);
    if (bought !== null && !isAffordable(program, bought)) {
      covers.push(bought);
      continue;
    }
    const choices = bought === null ? await cheapestChoices(program) : bestChoices(program, bought);
    if (choices === null || !isAffordable(program, neededSources(program, choices))) return null;
    return { choices, bound };
  }
}

/** The choices of least label cost, or null where some target has none. */
async function cheapestChoices(program: Program): Promise<Choice[] | null> {
  if (program.choices.some(({ length }) => length === 0)) return null;
  const { model } = costModel(program);
  const solution = await solveModel({ model, timeLimit: null });
  if (solution.status !== "OPTIMAL" || solution.columns === null) return null;
  return bestChoices(program, boughtSources(program, solution.columns));
}

const boughtSources = ({ sources }: Program, columns: Float64Array): number[] =>
  sources.flatMap((_, source) => (columns[source]! > 0.5 ? [source] : []));

/** The solver is not believed: each target gets its best choice among the sources bought, and the cost is counted here. */
function bestChoices(program: Program, bought: number[]): Choice[] {
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
