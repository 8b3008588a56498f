import { badInput } from "../domain/errors.ts";
import type { ProgramInput } from "../solver/program.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import { inThread } from "./in-thread.ts";
import { best, prover } from "./prove.ts";
import type { Scores } from "./random-taxonomies.ts";

/** A number of the best taxonomy beside those of random ones. */
export interface Beside {
  observed: number;
  mean: number;
  deviation: number;
  /** 5%, 50% and 95% of the random taxonomies are at most this. */
  low: number;
  median: number;
  high: number;
  /** The whole distribution: 0%, 1%, ... 100% of the random taxonomies are at most this; lowest first, highest last. */
  percentiles: number[];
  /** (1 + random ones at least as good) / (1 + draws): one-sided, never 0. */
  p: number;
}

interface Null {
  /** What the random taxonomies are. */
  name: "RANDOM_EDGES" | "BEST_EDGES";
  value: Beside;
  /** Null where a transfer lacks the number. */
  gain: Beside | null;
  quality: Beside | null;
}

export interface Significance {
  taxonomy: TaxonomyAnswer;
  draws: number;
  seed: number;
  nulls: Null[];
  /** What is compared, and what it cannot say. */
  note: string;
}

const MAX_DRAWS = 100_000;

const NOTE =
  "Random taxonomies of the same budget: labels are drawn in random order, each bought while the budget lasts; sets that leave a " +
  "target without a transfer are drawn again. RANDOM_EDGES gives each target a random transfer that the labels allow, BEST_EDGES, " +
  "the stricter null, its best. The best taxonomy was chosen on the images that give these numbers, so its own are somewhat too high.";

/**
 * Is the best taxonomy better than chance: against `draws` random feasible ones of the same budget, under both nulls (method section
 * 5). Errors: BAD_INPUT, NOT_FOUND, INFEASIBLE (also where random labels hardly ever serve every target), TIME_LIMIT.
 */
export async function significance(
  input: ProgramInput,
  draws: number,
  seed: number,
  signal?: AbortSignal,
): Promise<Significance> {
  if (!(Number.isInteger(draws) && draws >= 1 && draws <= MAX_DRAWS)) {
    throw badInput(`draws ${draws}: allowed are 1 to ${MAX_DRAWS} random taxonomies`);
  }
  const taxonomy = await best(prover(input.timeLimit, signal), input);
  const random = await inThread(signal, "randomTaxonomies", input, draws, seed);
  const names = ["RANDOM_EDGES", "BEST_EDGES"] as const;
  const nulls = names.map((name): Null => {
    const against = (observed: number | null, pick: (scores: Scores) => number | null): Beside | null => {
      const drawn = random[name].map(pick);
      return observed === null || drawn.includes(null) ? null : beside(observed, drawn as number[]);
    };
    return {
      name,
      value: against(taxonomy.value, ({ value }) => value)!,
      gain: against(taxonomy.gain, ({ gain }) => gain),
      quality: against(taxonomy.quality, ({ quality }) => quality),
    };
  });
  return { taxonomy, draws, seed, nulls, note: NOTE };
}

function beside(observed: number, drawn: number[]): Beside {
  const sorted = Float64Array.from(drawn).sort();
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, drawn.length - 1);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const percentiles = Array.from({ length: 101 }, (_, percent) => at(percent / 100));
  // A random taxonomy may be the best one, but for the rounding of its sum.
  const asGood = drawn.filter((value) => value >= observed - 1e-9 * Math.max(1, Math.abs(observed))).length;
  return {
    ...{ observed, mean, deviation: Math.sqrt(variance), percentiles },
    ...{ low: percentiles[5]!, median: percentiles[50]!, high: percentiles[95]! },
    p: (1 + asGood) / (1 + drawn.length),
  };
}
