import { sortSources, sourceSetKey } from "../domain/names.ts";
import type { TrainingSchedule } from "../domain/settings.ts";
import type { Partner } from "../tasks/task.ts";
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
  /** What completes the examples of a target of several views. */
  partners?: Partner[];
}

/** Representations of the readouts' training images and of the test images, n * size * size * channels numbers each. */
export interface Representations {
  train: Float32Array;
  test: Float32Array;
}

/** Of the anchor images, and of the views that complete them by a rule. */
export interface SourceRepresentations extends Representations {
  partners?: Partial<Record<Partner, Representations>>;
}

export interface ReadoutJob {
  members: ReadoutMember[];
  /** By source. */
  representations: Record<string, SourceRepresentations>;
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
    Object.entries(job.representations).flatMap(([source, of]) => sourceInputs(source, of, shape)),
  );
  const members = job.members.map(({ sources, target, partners = [] }) => ({
    seed: [seed, "readout", sourceSetKey(sources), target],
    inputs: sortSources(sources).flatMap((source) => [
      source,
      ...partners.map((partner) => completed(source, partner)),
    ]),
    target,
    layers: readoutLayers(shape, job.labels[target]!.train.output),
  }));
  const trained = await trainGroup(
    {
      members,
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
    return {
      status: "COMPUTED",
      ...result,
      inputs: members[i]!.inputs.map((name) => ({ name, statistics: inputs[name]!.statistics })),
    };
  });
}

/** A source's representations, brought to mean 0 and variance 1 by channel so that the scale of its encoder does not matter. */
function sourceInputs(source: string, anchors: SourceRepresentations, shape: Shape): [string, Input][] {
  const { size, channels } = shape.representation;
  const perRow = size * size * channels;
  const statistics = statisticsOf(anchors.train, channels);
  const inputOf = ({ train, test }: Representations): Input => ({
    train: { values: train, perRow },
    test: { values: test, perRow },
    side: size,
    channels,
    statistics,
  });
  const partners = Object.entries(anchors.partners ?? {});
  return [
    [source, inputOf(anchors)],
    ...partners.map(([partner, of]): [string, Input] => [completed(source, partner), inputOf(of)]),
  ];
}

/** Name of the input that holds a source's representations of the completing views; one that TensorFlow.js allows, too. */
const completed = (source: string, partner: string): string => `${source}.${partner}`;
