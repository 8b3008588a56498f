import { spearman } from "../analysis/correlation.ts";
import { ESTIMATE_METHODS, type Estimate, type EstimateMethod } from "../domain/estimate.ts";
import { meanOf } from "../domain/mean.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { recallOfBest } from "./recall.ts";
import { finished } from "./simulation.ts";

/** How well one method tells beforehand what trainings find, controls left out. */
export interface Agreement {
  method: EstimateMethod;
  /** Targets with at least two sources that have both. */
  targets: { target: string; sources: number; spearman: number | null; recall: number }[];
  /** Means over the targets; null where there is none. */
  spearman: number | null;
  /** Of each target's five best sources, the share among the five best by the estimate. */
  recall: number | null;
}

/** Estimates beside the affinities of first-order transfers, a method at a time. Pure. */
export function agreement(estimates: Estimate[], edges: ProgramEdge[]): Agreement[] {
  const { first } = finished(edges, 1);
  return ESTIMATE_METHODS.flatMap((method) => {
    const byPair = new Map(
      estimates.filter((estimate) => estimate.method === method).map((e) => [`${e.source}>${e.target}`, e.value]),
    );
    if (byPair.size === 0) return [];
    const known = first.filter(({ sources, target }) => byPair.has(`${sources[0]}>${target}`));
    const targets = [...new Set(known.map(({ target }) => target))].flatMap((target) => {
      const trained = known.filter((edge) => edge.target === target);
      if (trained.length < 2) return [];
      const value = (edge: ProgramEdge): number => byPair.get(`${edge.sources[0]}>${target}`)!;
      const promising = [...trained].sort((a, b) => value(b) - value(a)).slice(0, 5);
      const correlation = spearman(
        trained.map(value),
        trained.map(({ affinity }) => affinity),
      );
      return [{ target, sources: trained.length, spearman: correlation, recall: recallOfBest(trained, promising) }];
    });
    const correlations = targets.map((target) => target.spearman).filter((value) => value !== null);
    return [{ method, targets, spearman: meanOf(correlations), recall: meanOf(targets.map(({ recall }) => recall)) }];
  });
}
