import type { Experiment, JobRecord } from "../domain/experiment.ts";
import { candidatesOf, targetsOf } from "../domain/task-roles.ts";
import { PER_ROUND } from "../estimators/choice.ts";
import { shareOut } from "../estimators/share-out.ts";
import { countSets } from "./beam.ts";

/** The share of the transfers that a training budget allows: all where it is one of minutes or there is none. */
function shareOf({ settings }: Experiment): number {
  const budget = settings!.trainingBudget;
  return budget !== undefined && "share" in budget ? budget.share : 1;
}

/** Most first-order sources of a target that the training budget allows. Pure. */
export const affordable = (experiment: Experiment, target: string): number =>
  allowed(experiment, target, (each) => candidatesOf(experiment, each).length);

/** Most source sets of a target that the training budget allows: the same share of those that all candidates would make. Pure. */
export const affordableSets = (experiment: Experiment, target: string): number =>
  allowed(experiment, target, (each) => countSets(experiment.settings!, each, candidatesOf(experiment, each).length));

function allowed(experiment: Experiment, target: string, count: (target: string) => number): number {
  const counts = new Map(targetsOf(experiment).map((each) => [each, count(each)]));
  return shareOut(shareOf(experiment), counts).get(target)!;
}

/**
 * Rounds of first-order transfers; 0 without a training budget. By minutes, those that begin before the finished jobs of earlier rounds
 * took as long; a round that began is never taken back. `records` as of `planJobs`. Pure.
 */
export function roundsOf(experiment: Experiment, records: JobRecord[]): number {
  const budget = experiment.settings!.trainingBudget;
  if (budget === undefined) return 0;
  const most = Math.max(...targetsOf(experiment).map((t) => Math.ceil(affordable(experiment, t) / PER_ROUND)));
  if ("share" in budget) return most;
  const prefix = experiment.rankedBy === null ? "" : `${experiment.rankedBy}/`;
  let spent = 0;
  for (let round = 1; round < most; round++) {
    const some = records.filter(({ id }) => id.startsWith(`${prefix}round/${round}/`));
    spent += some.reduce((sum, { seconds }) => sum + seconds, 0);
    if (spent >= 60 * budget.minutes) return round;
  }
  return most;
}

/** How many sources a target gets in a round. Pure. */
export const sourcesInRound = (experiment: Experiment, target: string, round: number): number =>
  Math.min(PER_ROUND, Math.max(0, affordable(experiment, target) - PER_ROUND * (round - 1)));

/** How many first-order sources a target gets in all, controls left out; `records` as of `planJobs`. Pure. */
function plannedSources(experiment: Experiment, target: string, records: JobRecord[]): number {
  const most = affordable(experiment, target);
  if (experiment.settings!.trainingBudget === undefined) return most;
  return Math.min(most, PER_ROUND * roundsOf(experiment, records));
}

/** How many source sets a target gets; `records` as of `planJobs`. Pure. */
export function plannedSets(experiment: Experiment, target: string, records: JobRecord[]): number {
  const sets = countSets(experiment.settings!, target, plannedSources(experiment, target, records));
  return Math.min(sets, affordableSets(experiment, target));
}
