import { isControl } from "../domain/control.ts";
import { byCodePoint } from "../domain/names.ts";
import type { NewTransfer, Provenance } from "../domain/transfer.ts";
import { winShare } from "../solver/tournament.ts";
import { latestSeq } from "../store/events.ts";
import { keepScenes } from "../store/scenes.ts";
import { recordBaseline, recordTransfers } from "../store/transfers.ts";
import type { DataWork } from "./context.ts";
import { scenesOf } from "./dataset.ts";
import { publishHint } from "./hints.ts";
import { baselineOf, networkOf, type TrainedOutcome } from "./networks.ts";
import type { ReadoutOutcome } from "./readouts.ts";
import { floatsOf, resultKey } from "./remember.ts";
import { renormalise } from "./renormalise.ts";

/** Writes the scratch baseline of a target, judged by the task's own network. */
export async function recordScratch(work: DataWork, target: string, scratch: TrainedOutcome): Promise<void> {
  const own = await networkOf(work, target);
  await recordBaseline(work.context.graph, work.experiment.id, {
    target,
    meanLoss: scratch.meanLoss,
    quality: await share(work, scratch.losses, own.losses),
    losses: scratch.losses,
    provenance: provenanceOf(work, scratch, [], readoutSchedule(work)),
  });
}

/** Writes the self edge of a target: its fully supervised network, judged by the scratch baseline. */
export async function recordSelf(work: DataWork, target: string, scratch: TrainedOutcome): Promise<void> {
  const own = await networkOf(work, target);
  const { network, seeds } = work.settings;
  await recordEdges(work, target, [
    {
      sources: [target],
      target,
      self: true,
      control: false,
      status: own.error === null ? "COMPUTED" : "FAILED",
      error: own.error,
      gain: await share(work, own.losses, scratch.losses),
      quality: own.error === null ? 0.5 : null,
      meanLoss: own.meanLoss,
      losses: own.losses,
      provenance: provenanceOf(work, own, own.weightsHash ? [own.weightsHash] : [], {
        images: work.dataset.splits.train.length,
        epochs: network.epochs,
        seed: seeds.encoders,
      }),
    },
  ]);
}

/** Writes readouts, those of one target together. */
export async function recordReadouts(work: DataWork, outcomes: ReadoutOutcome[]): Promise<void> {
  for (const target of [...new Set(outcomes.map((outcome) => outcome.target))].sort(byCodePoint)) {
    const scratch = await baselineOf(work, target);
    const own = await networkOf(work, target);
    const edges = outcomes
      .filter((outcome) => outcome.target === target)
      .map(async (outcome): Promise<NewTransfer> => {
        const { sources, error, losses, meanLoss, models } = outcome;
        return {
          sources,
          target,
          self: false,
          control: isControl({ sources, target, self: false }),
          status: error === null ? "COMPUTED" : "FAILED",
          error,
          gain: await share(work, losses, scratch.losses),
          quality: await share(work, losses, own.losses),
          meanLoss,
          losses,
          provenance: provenanceOf(work, outcome, models, readoutSchedule(work)),
        };
      });
    await recordEdges(work, target, await Promise.all(edges));
  }
}

async function recordEdges(
  { context, experiment, dataset }: DataWork,
  target: string,
  transfers: NewTransfer[],
): Promise<void> {
  const { graph, queue, artifacts } = context;
  await recordTransfers(graph, {
    experiment: experiment.id,
    target,
    transfers,
    scenes: await keepScenes(artifacts, scenesOf(dataset)),
    renormalise: (existing, computed) => renormalise(artifacts, existing, computed),
  });
  await publishHint(queue, await latestSeq(graph));
}

/** Share of test images on which the first losses are lower than the second; null where either is missing. */
async function share({ context }: DataWork, losses: string | null, rival: string | null): Promise<number | null> {
  if (losses === null || rival === null) return null;
  const [a, b] = await Promise.all([context.artifacts.get(losses), context.artifacts.get(rival)]);
  return winShare(floatsOf(a), floatsOf(b));
}

const readoutSchedule = ({ settings: { readout, seeds } }: DataWork) => ({ ...readout, seed: seeds.readouts });

const provenanceOf = (
  { dataset, settings }: DataWork,
  { backend, codeVersion, seconds }: { backend: string; codeVersion: string; seconds: number },
  models: string[],
  { images, epochs, seed }: { images: number; epochs: number; seed: number },
): Provenance => ({
  source: "trained",
  models,
  dataHash: dataset.hash,
  configHash: resultKey("settings", settings),
  codeVersion,
  seed,
  images,
  epochs,
  backend,
  seconds,
});
