import { byCodePoint } from "../domain/names.ts";
import { randomOf } from "../domain/random.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { chosenInRounds, PER_ROUND } from "./choice.ts";
import type { Scores } from "./scores.ts";
import { setsInOrder } from "./set-order.ts";
import { shareOut } from "./share-out.ts";

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

export interface Policy {
  /** What is believed of every candidate before anything has arrived, from 0 to 1. */
  prior: Scores;
  /** Whether it chooses in rounds, as a training budget does; else by the prior alone. */
  learns: boolean;
  /** Of what is drawn. */
  seed: number;
}

/**
 * The transfers that a policy would have trained with a share of the trainings: the same share of each target's first-order transfers,
 * then of its sets. A set that the finished experiment did not train cannot be revealed, so what sets would add is understated. Pure.
 */
export function revealed({ first, sets }: Finished, policy: Policy, share: number): ProgramEdge[] {
  const edgeOf = new Map(first.map((edge) => [`${edge.sources[0]}>${edge.target}`, edge]));
  const chosen = policy.learns ? chosenBy(policy, edgeOf, share) : promising(policy, share);
  const known = [...chosen].flatMap(([target, sources]) => sources.map((source) => edgeOf.get(`${source}>${target}`)!));
  const affordable = shareOut(share, countsOf(sets));
  return [
    ...known,
    ...[...chosen.keys()].flatMap((target) => {
      const ranking = known.filter((edge) => edge.target === target).sort((a, b) => b.affinity - a.affinity);
      const best = ranking.map(({ sources }) => sources[0]!);
      const into = sets.filter((set) => set.target === target);
      return setsInOrder(into, best).slice(0, affordable.get(target) ?? 0);
    }),
  ];
}

/** As `run --train-share` does. */
function chosenBy({ prior, seed }: Policy, edgeOf: Map<string, ProgramEdge>, share: number): Map<string, string[]> {
  const affordable = mostOf(prior, share);
  const rounds = Math.ceil(Math.max(...affordable.values()) / PER_ROUND);
  const quality = (source: string, target: string): number | null => edgeOf.get(`${source}>${target}`)!.quality;
  const most = (target: string): number => affordable.get(target)!;
  const chosen = chosenInRounds({ prior, most, quality, seed }, rounds);
  return new Map([...chosen].map(([target, lists]) => [target, lists.flat()]));
}

/** Highest scores first, equal ones in random order. */
function promising({ prior, seed }: Policy, share: number): Map<string, string[]> {
  const random = randomOf("promising transfers", seed);
  const affordable = mostOf(prior, share);
  return new Map(
    [...prior].map(([target, scores]) => {
      const sources = random.shuffle([...scores.keys()].sort(byCodePoint));
      return [target, sources.sort((a, b) => scores.get(b)! - scores.get(a)!).slice(0, affordable.get(target))];
    }),
  );
}

const mostOf = (prior: Scores, share: number): Map<string, number> =>
  shareOut(share, new Map([...prior].map(([target, scores]) => [target, scores.size])));

function countsOf(edges: ProgramEdge[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { target } of edges) counts.set(target, (counts.get(target) ?? 0) + 1);
  return counts;
}
