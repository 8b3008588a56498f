import type { Experiment } from "../domain/experiment.ts";
import { transferKey } from "../domain/names.ts";
import { candidatesOf, targetsOf } from "../domain/task-roles.ts";
import { chosenInRounds } from "../estimators/choice.ts";
import { estimatePrior } from "../estimators/priors.ts";
import { estimatesOf } from "../store/estimates.ts";
import type { Graph } from "../store/graph.ts";
import { transfersOf } from "../store/transfers.ts";
import { knownRecords } from "./known-records.ts";
import { affordable, roundsOf } from "./rounds.ts";

/** Of the draws: the choice depends on what is known alone. */
const SEED = 1;

/**
 * The first-order sources that the training budget's first rounds give a target, a list a round. Nothing of it is stored: it follows
 * from the estimates and the results of earlier rounds, of the experiment that ranks this one where there is one.
 */
export async function chosenSources(
  graph: Graph,
  experiment: Experiment,
  target: string,
  rounds: number,
): Promise<string[][]> {
  const deciding = experiment.rankedBy ?? experiment.id;
  const candidates = new Map(targetsOf(experiment).map((each) => [each, candidatesOf(experiment, each)]));
  const prior = estimatePrior(candidates, await estimatesOf(graph, deciding), "DDS_LAPLACIAN");
  const qualities = new Map((await transfersOf(graph, deciding)).map(({ key, quality }) => [key, quality]));
  const quality = (source: string, of: string): number | null =>
    qualities.get(transferKey(deciding, [source], of)) ?? null;
  const most = (of: string): number => affordable(experiment, of);
  return chosenInRounds({ prior, most, quality, seed: SEED }, rounds).get(target)!;
}

/** The first-order sources of a target, controls left out, once its transfers are trained: all candidates, or those that the training budget chose. */
export async function trainedSources(graph: Graph, experiment: Experiment, target: string): Promise<string[]> {
  if (experiment.settings!.trainingBudget === undefined) return candidatesOf(experiment, target);
  const rounds = roundsOf(experiment, await knownRecords(graph, experiment));
  return (await chosenSources(graph, experiment, target, rounds)).flat();
}
