import { byCodePoint } from "../domain/names.ts";
import type { ProgramInput } from "../solver/program.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import { best, prover } from "./prove.ts";

/** What the best taxonomy loses without one of its sources. */
interface Regret {
  source: string;
  /** Value lost when the source is forbidden; null where no taxonomy is left within the budget. */
  regret: number | null;
  /** regret / value of the best taxonomy; null where that is 0. */
  share: number | null;
  gain: number | null;
  quality: number | null;
  /** Labels bought in its place. */
  replacedBy: string[];
}

export interface LeaveOneOut {
  taxonomy: TaxonomyAnswer;
  /** Largest first; a source that the taxonomy does not use has regret 0 and is left out. */
  regrets: Regret[];
}

/** Forbids each used source in turn and solves again. Errors: BAD_INPUT (a forced source), NOT_FOUND, INFEASIBLE, TIME_LIMIT. */
export async function leaveOneOut(input: ProgramInput, signal?: AbortSignal): Promise<LeaveOneOut> {
  const prove = prover(input.timeLimit, signal);
  const taxonomy = await best(prove, input);
  const { value, usedSources } = taxonomy;
  const regrets: Regret[] = [];
  for (const source of usedSources) {
    const other = await prove({ ...input, forbid: [...input.forbid, source] });
    const regret = other.value === null ? null : Math.max(0, value - other.value);
    regrets.push({
      ...{ source, regret, gain: other.gain, quality: other.quality },
      share: regret === null || value === 0 ? null : regret / Math.abs(value),
      replacedBy: other.usedSources.filter((name) => !usedSources.includes(name)),
    });
  }
  return { taxonomy, regrets: regrets.sort(byRegret) };
}

const byRegret = (a: Regret, b: Regret): number =>
  (b.regret ?? Number.POSITIVE_INFINITY) - (a.regret ?? Number.POSITIVE_INFINITY) || byCodePoint(a.source, b.source);
