import { saveModel } from "../store/models.ts";
import { tournaments } from "../store/transfers.ts";
import { beamSets } from "./beam.ts";
import type { DataWork, Work } from "./context.ts";
import { prepareDataset, withDataset } from "./dataset.ts";
import { baselineOf, encoderOf, networkOf } from "./networks.ts";
import { beamSources, type Job, sourcesOf, targetsOf } from "./plan.ts";
import { firstOrderRanking } from "./ranking.ts";
import { type Member, readoutsOf } from "./readouts.ts";
import { recordReadouts, recordScratch, recordSelf } from "./record.ts";
import { representationsOf } from "./representation.ts";
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
      if (encoder !== null) await representationsOf(data, job.source, encoder);
      return;
    }
    case "TRANSFERS":
      return transferFrom(data, job.source);
    case "BEAM":
      return readOut(data, await beamMembers(data, job.target, job.order));
    case "READOUT":
      return readOut(data, [{ sources: job.sources, target: job.target }]);
  }
}

async function freezeModel(work: DataWork, task: string): Promise<void> {
  const { context, experiment, dataset } = work;
  const { meanLoss, losses: _, ...outcome } = await networkOf(work, task);
  await saveModel(context.graph, {
    ...outcome,
    experiment: experiment.id,
    task,
    status: outcome.error === null ? "FROZEN" : "FAILED",
    meanTestLoss: meanLoss,
    dataHash: dataset.hash,
    seed: experiment.seed,
    createdAt: new Date().toISOString(),
  });
}

/** Targets trained together: more would need more memory than they save time. */
const TOGETHER = 5;

async function transferFrom(work: DataWork, source: string): Promise<void> {
  const targets = targetsOf(work.experiment);
  for (let from = 0; from < targets.length; from += TOGETHER) {
    const some = targets.slice(from, from + TOGETHER);
    const progress = (fraction: number): void =>
      work.watch.progress?.((from + fraction * some.length) / targets.length);
    const members = some.map((target) => ({ sources: [source], target }));
    await readOut({ ...work, watch: { ...work.watch, progress } }, members);
  }
}

async function readOut(work: DataWork, members: Member[]): Promise<void> {
  if (members.length > 0) await recordReadouts(work, await readoutsOf(work, members));
}

async function beamMembers(
  { context, experiment, settings }: DataWork,
  target: string,
  order: number,
): Promise<Member[]> {
  const [tournament] = await tournaments(context.graph, experiment.id, target);
  if (!tournament) return [];
  const field = ["self", ...sourcesOf(experiment)];
  const ranking = firstOrderRanking(tournament, field, beamSources(experiment, target));
  return beamSets(ranking, settings.beam[order]!, order).map((sources) => ({ sources, target }));
}
