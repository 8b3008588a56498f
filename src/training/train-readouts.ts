import { sortSources, sourceSetKey } from "../domain/names.ts";
import type { TrainingSchedule } from "../domain/settings.ts";
import type { Labels, Shape } from "./data.ts";
import type { Input } from "./feeds.ts";
import { trainGroup } from "./group.ts";
import { readoutLayers } from "./networks.ts";
import { type Statistics, statisticsOf } from "./standardise.ts";
import type { Watch } from "./watch.ts";
import type { WeightArray } from "./weights.ts";

interface ReadoutMember {
  sources: string[];
  target: string;
}

export interface ReadoutJob {
  members: ReadoutMember[];
  /** By source: n * size * size * channels numbers for the readouts' training images and for the test images. */
  representations: Record<string, { train: Float32Array; test: Float32Array }>;
  /** By target, for the same images. */
  labels: Record<string, { train: Labels; test: Labels }>;
  shape: Shape;
  schedule: TrainingSchedule;
  seed: number;
}

interface ComputedReadout {
  status: "COMPUTED";
  /** One a test image. */
  losses: Float32Array;
  weights: WeightArray[];
  /** In the order in which they are concatenated, with what standardises them. */
  inputs: { name: string; statistics: Statistics }[];
}

export type ReadoutResult = ComputedReadout | { status: "FAILED"; error: string };

/**
 * Trains a group of readouts together (method section 2), all on the same images in the same order. Results stand in the order of
 * the members; a member whose loss is not finite FAILED, and no other member is touched by it.
 */
export async function trainReadouts(job: ReadoutJob, watch: Watch = {}): Promise<ReadoutResult[]> {
  const { shape, schedule, seed } = job;
  const inputs = Object.fromEntries(
    Object.entries(job.representations).map(([source, { train, test }]) => [source, sourceInput(train, test, shape)]),
  );
  const trained = await trainGroup(
    {
      members: job.members.map(({ sources, target }) => ({
        seed: [seed, "readout", sourceSetKey(sources), target],
        inputs: sortSources(sources),
        target,
        layers: readoutLayers(shape, job.labels[target]!.train.output),
      })),
      inputs,
      targets: job.labels,
      shape,
      schedule,
      order: [seed, "readout"],
    },
    watch,
  );
  return trained.map((result, i): ReadoutResult => {
    if (result === null) return { status: "FAILED", error: "DIVERGED: a loss is not finite" };
    const sources = sortSources(job.members[i]!.sources);
    return {
      status: "COMPUTED",
      ...result,
      inputs: sources.map((name) => ({ name, statistics: inputs[name]!.statistics })),
    };
  });
}

/** A source's representations, brought to mean 0 and variance 1 by channel so that the scale of its encoder does not matter. */
function sourceInput(train: Float32Array, test: Float32Array, { representation: { size, channels } }: Shape): Input {
  const perRow = size * size * channels;
  return {
    train: { values: train, perRow },
    test: { values: test, perRow },
    side: size,
    channels,
    statistics: statisticsOf(train, channels),
  };
}
