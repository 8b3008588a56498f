import { badInput } from "../domain/errors.ts";
import { mean } from "../domain/mean.ts";
import type { Objective } from "../domain/objective.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { solveSweep } from "../solver/taxonomy.ts";
import type { Candidates } from "./priors.ts";
import { recallOfBest } from "./recall.ts";
import type { Scores } from "./scores.ts";
import { type Finished, finished, type Policy, revealed } from "./simulation.ts";

export interface NamedPolicy extends Pick<Policy, "learns"> {
  name: string;
  prior(candidates: Candidates): Scores;
}

export interface StudyPoint {
  policy: string;
  /** Of all transfers of the finished experiment that the maximum order allows, controls left out. */
  share: number;
  trainings: number;
  /** See `recallOfBest`. */
  recall: number;
  /** Mean over the budgets, as a share of the finished experiment's; 0 where there is no taxonomy. Taxonomies by Quality. */
  quality: number;
  /** The same at each budget. */
  qualities: number[];
  /** The value, taxonomies by affinity; mean over the budgets, as a share of the finished experiment's. */
  affinity: number;
}

export interface StudyAsked {
  maxOrder: number;
  shares: number[];
  /** Budgets of labels. */
  budgets: number[];
  policies: NamedPolicy[];
  /** Draws of what is random in a policy; their numbers are averaged. */
  draws: number;
}

/** What a finished experiment would have given, had it trained only a share of its transfers, in the order of each policy. BAD_INPUT. */
export async function trainingStudy(edges: ProgramEdge[], asked: StudyAsked): Promise<StudyPoint[]> {
  const experiment = finished(edges, asked.maxOrder);
  if (experiment.first.length === 0) throw badInput("no first-order transfer: there is nothing to put in an order");
  const { self, first, sets } = experiment;
  const whole = await taxonomies([...self, ...first, ...sets], asked);
  const points: StudyPoint[] = [];
  for (const policy of asked.policies) {
    for (const share of asked.shares) {
      const prior = policy.prior(candidatesOf(experiment));
      const outcomes: Omit<StudyPoint, "policy" | "share">[] = [];
      for (let seed = 0; seed < asked.draws; seed++) {
        outcomes.push(await outcome(experiment, { prior, learns: policy.learns, seed }, share, asked, whole));
      }
      points.push({ policy: policy.name, share, ...meanOf(outcomes) });
    }
  }
  return points;
}

export function candidatesOf({ first }: Finished): Candidates {
  const candidates = new Map<string, string[]>();
  for (const { target, sources } of first) candidates.set(target, [...(candidates.get(target) ?? []), sources[0]!]);
  return candidates;
}

async function outcome(
  experiment: Finished,
  policy: Policy,
  share: number,
  asked: StudyAsked,
  whole: Taxonomies,
): Promise<Omit<StudyPoint, "policy" | "share">> {
  const known = revealed(experiment, policy, share);
  const { quality, affinity } = await taxonomies([...experiment.self, ...known], asked);
  const qualities = quality.map((value, i) => value / whole.quality[i]!);
  return {
    trainings: known.length,
    recall: recallOfBest(experiment.first, known),
    quality: mean(qualities),
    qualities,
    affinity: mean(affinity.map((value, i) => value / whole.affinity[i]!)),
  };
}

interface Taxonomies {
  quality: number[];
  affinity: number[];
}

/** By budget, of the best taxonomies by Quality and by affinity: mean Quality, and value. */
async function taxonomies(edges: ProgramEdge[], { budgets, maxOrder }: StudyAsked): Promise<Taxonomies> {
  const solve = async (objective: Objective): Promise<number[]> => {
    const question = { edges, maxOrder, objective, ...PLAIN };
    const values: number[] = [];
    for await (const { value, quality } of solveSweep(question, budgets)) {
      values.push((objective === "quality" ? quality : value) ?? 0);
    }
    return values;
  };
  return { quality: await solve("quality"), affinity: await solve("affinity") };
}

const PLAIN = { labelCosts: {}, importance: {}, force: [], forbid: [], withRandom: false, timeLimit: null };

function meanOf(outcomes: Omit<StudyPoint, "policy" | "share">[]): Omit<StudyPoint, "policy" | "share"> {
  const of = (key: "trainings" | "recall" | "quality" | "affinity"): number => mean(outcomes.map((o) => o[key]));
  const qualities = outcomes[0]!.qualities.map((_, i) => mean(outcomes.map((o) => o.qualities[i]!)));
  return {
    trainings: of("trainings"),
    recall: of("recall"),
    quality: of("quality"),
    qualities,
    affinity: of("affinity"),
  };
}
