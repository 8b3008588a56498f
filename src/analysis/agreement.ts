import { byCodePoint } from "../domain/names.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { spearman } from "./correlation.ts";

/** How two experiments agree on one target. */
export interface TargetAgreement {
  target: string;
  /** First-order sources that both have, controls among them, t -> t left out. */
  sources: number;
  /** Spearman's correlation of their affinities; null for fewer than two sources, or where all are equal. */
  spearman: number | null;
  /** The best of them in each, null without any. */
  bestBefore: string | null;
  bestAfter: string | null;
}

type Pair = [before: ProgramEdge, after: ProgramEdge];

/** The agreement of two sets of transfers on every target of both, by target. */
export function targetAgreements(before: ProgramEdge[], after: ProgramEdge[]): TargetAgreement[] {
  const targets = new Set(after.map(({ target }) => target));
  const later = new Map(after.filter(isOffDiagonal).map((edge) => [nameOf(edge), edge]));
  const pairs = new Map<string, Pair[]>();
  for (const edge of before) {
    if (!targets.has(edge.target)) continue;
    const found = pairs.get(edge.target) ?? [];
    pairs.set(edge.target, found);
    const other = isOffDiagonal(edge) ? later.get(nameOf(edge)) : undefined;
    if (other !== undefined) found.push([edge, other]);
  }
  return [...pairs].map(([target, found]) => agreement(target, found)).sort((a, b) => byCodePoint(a.target, b.target));
}

/** Mean Spearman over the targets that have one. */
export function meanAgreement(agreements: TargetAgreement[]): number | null {
  const found = agreements.flatMap(({ spearman }) => spearman ?? []);
  return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0) / found.length;
}

const isOffDiagonal = ({ order, sources, target }: ProgramEdge): boolean => order === 1 && sources[0] !== target;

const nameOf = ({ sources, target }: ProgramEdge): string => `${sources[0]}>${target}`;

function agreement(target: string, pairs: Pair[]): TargetAgreement {
  const best = (side: 0 | 1): string | null =>
    pairs.map((pair) => pair[side]).sort((a, b) => b.affinity - a.affinity)[0]?.sources[0] ?? null;
  return {
    target,
    sources: pairs.length,
    spearman: spearman(
      pairs.map(([edge]) => edge.affinity),
      pairs.map(([, edge]) => edge.affinity),
    ),
    bestBefore: best(0),
    bestAfter: best(1),
  };
}
