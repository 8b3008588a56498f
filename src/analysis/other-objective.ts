import type { Objective } from "../domain/objective.ts";
import type { ProgramInput } from "../solver/program.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import type { Prove } from "./prove.ts";

/** What another objective would buy at the same budget. */
export interface OtherObjective {
  objective: Objective;
  usedSources: string[];
  gain: number | null;
  quality: number | null;
  /** The same, as a sentence. */
  message: string;
}

/**
 * The trap of small budgets (method section 4): affinities of a few targets are much larger than those of others and decide small
 * budgets. Asks again by Quality (by affinity where Quality was asked for) and tells the difference; null where the labels are the
 * same, or where some transfer has no Quality.
 */
export async function otherObjective(
  prove: Prove,
  input: ProgramInput,
  answer: Pick<TaxonomyAnswer, "value" | "usedSources" | "gain" | "quality">,
): Promise<OtherObjective | null> {
  if (answer.value === null || answer.quality === null) return null;
  const objective = input.objective === "quality" ? "affinity" : "quality";
  const { value, usedSources, gain, quality } = await prove({ ...input, objective });
  if (value === null || usedSources.join() === answer.usedSources.join()) return null;
  const message =
    `by ${objective} instead of ${input.objective}, budget ${input.budget} buys ${usedSources.join(", ")}: ` +
    `Gain ${share(gain)} instead of ${share(answer.gain)}, Quality ${share(quality)} instead of ${share(answer.quality)}`;
  return { objective, usedSources, gain, quality, message };
}

const share = (value: number | null): string => value?.toFixed(2) ?? "unknown";
