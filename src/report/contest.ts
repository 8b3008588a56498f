import { best, prover } from "../analysis/prove.ts";
import { randomTaxonomies, type Scores } from "../analysis/random-taxonomies.ts";
import { TaskonomyError } from "../domain/errors.ts";
import { meanOf } from "../domain/mean.ts";
import type { ProgramEdge, ProgramInput } from "../solver/program.ts";

/** The optimal taxonomy of a budget beside random ones of the same budget (method section 5). */
export interface Contest {
  optimal: Scores;
  /** Means of random labels with their best transfers, the stricter null, and with random ones. Null where a transfer lacks the number. */
  randomLabels: Omit<Scores, "value">;
  randomTransfers: Omit<Scores, "value">;
  /** (1 + random labels that are worth as much) / (1 + draws), one-sided. */
  p: number;
}

const DRAWS = 1000;

/** The question that is asked: every label costs 1, every target counts the same. */
export const questionOf = (
  edges: ProgramEdge[],
  budget: number,
  objective: ProgramInput["objective"],
): ProgramInput => ({
  ...{ edges, budget, objective, maxOrder: Math.max(...edges.map(({ order }) => order)) },
  ...{ labelCosts: {}, importance: {}, force: [], forbid: [], withRandom: false, timeLimit: null },
});

/** Null where no taxonomy fits the budget, or random labels hardly ever serve every target. Errors: BAD_INPUT. */
export async function contest(input: ProgramInput, seed: number): Promise<Contest | null> {
  try {
    const optimal = await optimum(input);
    const { BEST_EDGES, RANDOM_EDGES } = randomTaxonomies(input, DRAWS, seed);
    // A random taxonomy may be the best one, but for the rounding of its sum.
    const asGood = BEST_EDGES.filter(({ value }) => value >= optimal.value * (1 - 1e-9)).length;
    return {
      optimal,
      randomLabels: means(BEST_EDGES),
      randomTransfers: means(RANDOM_EDGES),
      p: (1 + asGood) / (1 + DRAWS),
    };
  } catch (error) {
    if (error instanceof TaskonomyError && error.code === "INFEASIBLE") return null;
    throw error;
  }
}

/** Errors: BAD_INPUT, INFEASIBLE. */
export async function optimum(input: ProgramInput): Promise<Scores> {
  const { value, gain, quality } = await best(prover(null), input);
  return { value, gain, quality };
}

function means(drawn: Scores[]): Omit<Scores, "value"> {
  const mean = (number: "gain" | "quality"): number | null => {
    const values = drawn.map((scores) => scores[number]);
    return values.includes(null) ? null : meanOf(values as number[]);
  };
  return { gain: mean("gain"), quality: mean("quality") };
}
