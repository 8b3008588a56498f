import type { ProgramEdge } from "../solver/program.ts";
import type { Scores } from "./expectation.ts";
import { setsInOrder } from "./set-order.ts";
import { nextPairs, nextPairsOfPrior } from "./training-order.ts";

/** A finished experiment (or table), from which a policy reveals what it would have trained. */
export interface Finished {
  /** Self edges: known in any case. */
  self: ProgramEdge[];
  /** First-order transfers, controls left out. */
  first: ProgramEdge[];
  sets: ProgramEdge[];
}

export function finished(edges: ProgramEdge[], maxOrder: number): Finished {
  const asked = edges.filter(({ control, order }) => !control && order <= maxOrder);
  const trained = asked.filter(({ self }) => !self);
  return {
    self: asked.filter(({ self }) => self),
    first: trained.filter(({ order }) => order === 1),
    sets: trained.filter(({ order }) => order > 1),
  };
}

export const trainings = ({ first, sets }: Finished): number => first.length + sets.length;

export interface Policy {
  /** What is believed of every candidate before anything has arrived. */
  prior: Scores;
  /** Whether what has arrived changes the order. */
  learns: boolean;
}

/** Where sets are trained too: the part of all trainings that first-order transfers get before any set. */
const FIRST_ORDER_PART = 0.4;

/**
 * The transfers that a policy would have trained with a budget of so many trainings: first-order ones in rounds of one a target, then
 * sets of their sources; more first-order ones where these allow too few sets. A set that the finished experiment did not train
 * cannot be revealed, so what sets would add is understated. Pure.
 */
export function revealed({ first, sets }: Finished, { prior, learns }: Policy, budget: number): ProgramEdge[] {
  const part = sets.length === 0 ? budget : Math.round(FIRST_ORDER_PART * budget);
  const edgeOf = new Map(first.map((edge) => [`${edge.sources[0]}>${edge.target}`, edge]));
  const arrived = new Map([...prior.keys()].map((target) => [target, new Map<string, number>()]));
  const known: ProgramEdge[] = [];
  for (;;) {
    const trainable = setsInOrder(sets, arrived);
    const room = Math.max(part, budget - trainable.length) - known.length;
    const round = (learns ? nextPairs : nextPairsOfPrior)(prior, arrived, 1).slice(0, Math.max(0, room));
    if (round.length === 0) return [...known, ...trainable].slice(0, budget);
    for (const { source, target } of round) {
      const edge = edgeOf.get(`${source}>${target}`)!;
      arrived.get(target)!.set(source, edge.affinity);
      known.push(edge);
    }
  }
}
