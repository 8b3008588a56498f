import { TaskonomyError } from "../domain/errors.ts";
import type { TrainingSchedule } from "../domain/settings.ts";
import { constantLosses } from "./constant.ts";
import type { Examples, Rows, Shape } from "./data.ts";
import type { Input } from "./feeds.ts";
import { trainGroup } from "./group.ts";
import { decoderLayers, encoderLayers } from "./networks.ts";
import { imageStatistics } from "./standardise.ts";
import type { Watch } from "./watch.ts";
import { encodeWeights } from "./weights.ts";

export interface NetworkJob {
  task: string;
  /** The scratch baseline is the same architecture with initial weights of its own, trained on the readouts' images. */
  role: "network" | "baseline";
  shape: Shape;
  schedule: TrainingSchedule;
  seed: number;
  train: Examples;
  test: Examples;
}

export interface TrainedNetwork {
  /** Weights of the encoder alone, as `represent` takes them, and of the whole network. */
  encoder: Uint8Array;
  network: Uint8Array;
  parameters: number;
  /** The loss of every test image. */
  losses: Float32Array;
  /** The same of the best constant prediction; null for embeddings, which have none. */
  constantLosses: Float32Array | null;
}

/** Trains a task's encoder and decoder together (method section 1). Throws DIVERGED when a loss is not finite, CANCELLED. */
export async function trainNetwork(job: NetworkJob, watch: Watch = {}): Promise<TrainedNetwork> {
  const { task, role, shape, schedule, seed, train, test } = job;
  const inputs = imageInputs(train, test, shape.imageSize);
  const encoder = encoderLayers(shape);
  const decoder = decoderLayers(shape, train.labels.output);
  const layers = train.partners?.length ? { perView: encoder, layers: decoder } : { layers: [...encoder, ...decoder] };
  const [trained] = await trainGroup(
    {
      members: [{ seed: [seed, role, task], inputs: Object.keys(inputs), target: task, ...layers }],
      inputs,
      targets: { [task]: { train: train.labels, test: test.labels } },
      shape,
      schedule,
      order: [seed, role === "network" ? "network" : "readout"],
    },
    watch,
  );
  if (!trained) throw new TaskonomyError("DIVERGED", `The ${role} of ${task} reached a loss that is not finite.`);
  const { weights, losses } = trained;
  return {
    encoder: encodeWeights({ shape, arrays: weights.filter(({ name }) => name.startsWith("encoder/")) }),
    network: encodeWeights({ shape, arrays: weights }),
    parameters: weights.reduce((total, { values }) => total + values.length, 0),
    losses,
    constantLosses: await constantLosses({ train: train.labels, test: test.labels }, shape),
  };
}

/** The anchor images, and those of each further view of an example. */
function imageInputs(train: Examples, test: Examples, side: number): Record<string, Input> {
  const of = { train: viewsOf(train), test: viewsOf(test) };
  const inputs = of.train.map((rows, view): [string, Input] => {
    const channels = rows.perRow / side ** 2;
    const statistics = imageStatistics(channels);
    return [`image/${view}`, { train: rows, test: of.test[view]!, side, channels, statistics }];
  });
  return Object.fromEntries(inputs);
}

function viewsOf({ inputs, partners = [], labels }: Examples): Rows[] {
  const images = labels.values.length / labels.perView;
  return [{ values: inputs, perRow: inputs.length / images }, ...partners];
}
