import type { Experiment } from "../domain/experiment.ts";
import { candidatesOf, targetsOf } from "../domain/task-roles.ts";
import { chosenInRounds } from "../estimators/choice.ts";
import { estimatePrior } from "../estimators/priors.ts";
import { estimatesOf } from "../store/estimates.ts";
import type { Graph } from "../store/graph.ts";
import { tournaments } from "../store/transfers.ts";
import { knownRecords } from "./known-records.ts";
import { firstOrderRanking } from "./ranking.ts";
import { affordable, PER_ROUND, roundsOf } from "./rounds.ts";

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
  const played = new Map((await tournaments(graph, deciding)).map((tournament) => [tournament.target, tournament]));
  const ranking = (of: string, trained: string[]): string[] => {
    const tournament = played.get(of);
    return tournament === undefined ? [] : firstOrderRanking(tournament, ["self", ...trained], trained);
  };
  const most = (of: string): number => affordable(experiment, of);
  return chosenInRounds({ prior, perRound: PER_ROUND, most, ranking }, rounds).get(target)!;
}

/** The first-order sources of a target, controls left out, once its transfers are trained: all candidates, or those that the training budget chose. */
export async function trainedSources(graph: Graph, experiment: Experiment, target: string): Promise<string[]> {
  if (experiment.settings!.trainingBudget === undefined) return candidatesOf(experiment, target);
  const rounds = roundsOf(experiment, await knownRecords(graph, experiment));
  return (await chosenSources(graph, experiment, target, rounds)).flat();
}
