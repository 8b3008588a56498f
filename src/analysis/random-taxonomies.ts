import { TaskonomyError } from "../domain/errors.ts";
import { type Random, randomOf } from "../domain/random.ts";
import { numberOf, type ProgramInput } from "../solver/program.ts";
import { type Candidate, type Candidates, candidatesOf } from "./candidates.ts";

/** What a taxonomy is worth; Gain and Quality are means over its targets, null where a transfer lacks the number. */
export interface Scores {
  value: number;
  gain: number | null;
  quality: number | null;
}

/** Random sets of labels that leave a target without an edge are drawn again, so many times for each that is needed. */
const PATIENCE = 1000;

/**
 * Random feasible taxonomies under two nulls, of the same sets of labels: a random edge a target, and its best. INFEASIBLE where
 * random labels hardly ever serve every target. BAD_INPUT, NOT_FOUND as the program.
 */
export function randomTaxonomies(input: ProgramInput, draws: number, seed: number) {
  const candidates = candidatesOf(input);
  const random = randomOf("significance", seed);
  const drawn: { RANDOM_EDGES: Scores[]; BEST_EDGES: Scores[] } = { RANDOM_EDGES: [], BEST_EDGES: [] };
  for (let draw = 0; draw < draws; draw++) {
    const possible = drawLabels(input, candidates, random);
    drawn.RANDOM_EDGES.push(scoresOf(possible.map((edges) => random.pick(edges))));
    drawn.BEST_EDGES.push(scoresOf(possible.map(heaviest)));
  }
  return drawn;
}

/** The edges into each target that a random set of labels allows, at least one into each. */
function drawLabels(input: ProgramInput, { ofTarget, free, forced }: Candidates, random: Random): Candidate[][] {
  const costOf = (task: string): number => numberOf(input.labelCosts, task);
  // As the program's, for sums of decimal fractions.
  const budget = input.budget * (1 + 1e-9);
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    const bought = new Set(forced);
    let cost = forced.reduce((sum, task) => sum + costOf(task), 0);
    for (const task of random.shuffle([...free])) {
      if (cost + costOf(task) > budget) continue;
      bought.add(task);
      cost += costOf(task);
    }
    const possible = ofTarget.map((edges) => edges.filter(({ edge }) => edge.sources.every((s) => bought.has(s))));
    if (possible.every(({ length }) => length > 0)) return possible;
  }
  throw new TaskonomyError(
    "INFEASIBLE",
    `${PATIENCE} random sets of labels within budget ${input.budget} serve not every target`,
  );
}

export function scoresOf(taxonomy: Candidate[]): Scores {
  let value = 0;
  let gain: number | null = 0;
  let quality: number | null = 0;
  for (const { edge, weight } of taxonomy) {
    value += weight;
    gain = gain === null || edge.gain === null ? null : gain + edge.gain / taxonomy.length;
    quality = quality === null || edge.quality === null ? null : quality + edge.quality / taxonomy.length;
  }
  return { value, gain, quality };
}

export const heaviest = (candidates: Candidate[]): Candidate =>
  candidates.reduce((a, b) => (b.weight > a.weight ? b : a));
