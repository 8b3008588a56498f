import { badInput } from "../domain/errors.ts";
import { byCodePoint } from "../domain/names.ts";
import type { ProgramInput } from "../solver/program.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import { prover } from "./prove.ts";

/** How a target is served that brings no labels of its own. */
export interface Served {
  sources: string[];
  affinity: number;
  gain: number | null;
  quality: number | null;
  /** All labels that the taxonomy buys. */
  labels: string[];
}

export interface NovelTarget {
  target: string;
  /** The budget is spent for this target alone; null where nothing serves it within the budget. */
  alone: Served | null;
  /** The budget is spent for all targets, this one among them; null where infeasible. */
  withAll: Served | null;
}

export interface NovelTargets {
  /** By target. */
  targets: NovelTarget[];
  /** Means over the targets, null where one is not served or lacks the number. */
  alone: { gain: number | null; quality: number | null };
  withAll: { gain: number | null; quality: number | null };
}

/**
 * Novel targets (method section 5): only readouts from the dictionary are trained for them, so that their own labels serve nobody.
 * Each of `asked` (null: every target in turn, leaving one out) is solved for alone and with all. Errors: BAD_INPUT, NOT_FOUND,
 * TIME_LIMIT.
 */
export async function novelTargets(
  input: ProgramInput,
  asked: string[] | null,
  signal?: AbortSignal,
): Promise<NovelTargets> {
  const all = new Set(input.targets ?? input.edges.map(({ target }) => target));
  const chosen = asked === null ? [...all].sort(byCodePoint) : [...new Set(asked)];
  if (chosen.length === 0) throw badInput("no target: at least one is needed");
  const prove = prover(input.timeLimit, signal);
  const targets: NovelTarget[] = [];
  for (const target of chosen) {
    const without = { ...input, forbid: [...input.forbid, target] };
    const alone = await prove({ ...without, targets: [target] });
    const withAll = await prove({ ...without, targets: [...all, target] });
    targets.push({ target, alone: servedIn(alone, target), withAll: servedIn(withAll, target) });
  }
  return {
    targets,
    alone: means(targets.map(({ alone }) => alone)),
    withAll: means(targets.map(({ withAll }) => withAll)),
  };
}

function servedIn({ transfers, usedSources }: TaxonomyAnswer, target: string): Served | null {
  const edge = transfers.find((transfer) => transfer.target === target);
  if (edge === undefined) return null;
  const { sources, affinity, gain, quality } = edge;
  return { sources, affinity, gain, quality, labels: usedSources };
}

function means(served: (Served | null)[]): { gain: number | null; quality: number | null } {
  const mean = (key: "gain" | "quality"): number | null => {
    const values = served.map((target) => target?.[key] ?? null);
    return values.includes(null) ? null : values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
  };
  return { gain: mean("gain"), quality: mean("quality") };
}
