import { controlsOf, sourcesOf, targetsOf } from "../domain/task-roles.ts";
import { setsInOrder } from "../estimators/set-order.ts";
import { saveModel } from "../store/models.ts";
import { tournaments } from "../store/transfers.ts";
import { beamOrders, beamSets } from "./beam.ts";
import { chosenSources, trainedSources } from "./choice.ts";
import type { DataWork, Work } from "./context.ts";
import { prepareDataset, withDataset } from "./dataset.ts";
import { estimateTransfers } from "./estimates.ts";
import { partnersOf } from "./examples.ts";
import { knownRecords } from "./known-records.ts";
import { baselineOf, encoderOf, networkOf } from "./networks.ts";
import type { Job } from "./plan.ts";
import { firstOrderRanking } from "./ranking.ts";
import { type Member, readoutsOf } from "./readouts.ts";
import { recordReadouts, recordScratch, recordSelf } from "./record.ts";
import { representationsOf } from "./representation.ts";
import { affordableSets, roundsOf } from "./rounds.ts";
import { requireSameCode } from "./same-code.ts";

/**
 * Does a job: finds or trains its results, then writes them to the graph. Both halves may be repeated: results are kept by key, and the
 * graph leaves what it has. WRONG_STATE where other code has begun the experiment.
 */
export async function runJob(work: Work, job: Job): Promise<void> {
  await requireSameCode(work.context.graph, work.experiment.id);
  if (job.kind === "DATASET") return prepareDataset(work, job.shard);
  const data = await withDataset(work);
  switch (job.kind) {
    case "MODEL":
      return freezeModel(data, job.task);
    case "BASELINE": {
      const scratch = await baselineOf(data, job.target);
      await recordScratch(data, job.target, scratch);
      return recordSelf(data, job.target, scratch);
    }
    case "REPRESENTATION": {
      const encoder = await encoderOf(data, job.source);
      const partners = partnersOf(targetsOf(data.experiment));
      if (encoder !== null) await representationsOf(data, job.source, encoder, partners);
      return;
    }
    case "ESTIMATES":
      return estimateTransfers(data);
    case "ROUND":
      return readOut(data, await roundMembers(data, job.round, job.target));
    case "TRANSFERS":
      await remakeRounds(data, job.target);
      return readOut(data, firstOrderMembers(data, job.target));
    case "BEAM":
      await remakeRounds(data, job.target);
      await readOut(silent(data), firstOrderMembers(data, job.target));
      return readOut(data, await beamMembers(data, job.target));
    case "READOUT":
      return readOut(data, [{ sources: job.sources, target: job.target }]);
  }
}

async function freezeModel(work: DataWork, task: string): Promise<void> {
  const { context, experiment, dataset, settings } = work;
  const { meanLoss, losses: _, ...outcome } = await networkOf(work, task);
  await saveModel(context.graph, {
    ...outcome,
    experiment: experiment.id,
    task,
    status: outcome.error === null ? "FROZEN" : "FAILED",
    meanTestLoss: meanLoss,
    dataHash: dataset.hash,
    seed: settings.seeds.encoders,
    createdAt: new Date().toISOString(),
  });
}

/** Readouts trained in one graph: the more, the fewer calls a readout costs, and the more memory the graph takes. */
const TOGETHER = 30;

async function readOut(work: DataWork, members: Member[]): Promise<void> {
  for (let from = 0; from < members.length; from += TOGETHER) {
    const some = members.slice(from, from + TOGETHER);
    const progress = (fraction: number): void =>
      work.watch.progress?.((from + fraction * some.length) / members.length);
    await recordReadouts(work, await readoutsOf({ ...work, watch: { ...work.watch, progress } }, some));
  }
}

async function roundMembers({ context, experiment }: DataWork, round: number, target: string): Promise<Member[]> {
  const chosen = await chosenSources(context.graph, experiment, target, round);
  return chosen[round - 1]!.map((source) => ({ sources: [source], target }));
}

/** What enters a tournament needs the losses of all that is in it: where those of earlier rounds were lost, they are made again. */
async function remakeRounds(work: DataWork, target: string): Promise<void> {
  const { context, experiment } = work;
  const rounds = roundsOf(experiment, await knownRecords(context.graph, experiment));
  for (let round = 1; round <= rounds; round++) await readOut(silent(work), await roundMembers(work, round, target));
}

/** Parts of a job: its fraction would go back and forth. */
const silent = (work: DataWork): DataWork => ({ ...work, watch: { signal: work.watch.signal } });

function firstOrderMembers({ experiment, settings }: DataWork, target: string): Member[] {
  const sources = settings.trainingBudget ? controlsOf(experiment, target) : sourcesOf(experiment);
  return sources.map((source) => ({ sources: [source], target }));
}

async function beamMembers({ context, experiment, settings }: DataWork, target: string): Promise<Member[]> {
  const [tournament] = await tournaments(context.graph, experiment.rankedBy ?? experiment.id, target);
  if (!tournament) return [];
  const sources = await trainedSources(context.graph, experiment, target);
  const ranking = firstOrderRanking(tournament, ["self", ...controlsOf(experiment, target), ...sources], sources);
  const members = beamOrders(settings, target, sources.length).flatMap((order) =>
    beamSets(ranking, settings.beam[order]!, order).map((set) => ({ sources: set, target })),
  );
  const chosen = setsInOrder(members, ranking).slice(0, affordableSets(experiment, target));
  return members.filter((member) => chosen.includes(member));
}
