import { byCodePoint } from "../domain/names.ts";
import type { ProgramEdge } from "../solver/program.ts";

/** How many of a target's best sources the beam combines (method section 2). */
const BEST = 5;

/** Share of each target's five best first-order sources (`all`) that are among `known`, the mean over targets. */
export function recallOfBest(all: ProgramEdge[], known: ProgramEdge[]): number {
  const targets = [...new Set(all.map(({ target }) => target))];
  const found = targets.map((target) => {
    const best = all
      .filter((edge) => edge.target === target)
      .sort((a, b) => b.affinity - a.affinity || byCodePoint(a.sources[0]!, b.sources[0]!))
      .slice(0, BEST);
    return best.filter((edge) => known.includes(edge)).length / best.length;
  });
  return found.reduce((sum, share) => sum + share, 0) / targets.length;
}
