import { TaskonomyError } from "../domain/errors.ts";
import type { TrainingSchedule } from "../domain/settings.ts";
import { constantLosses } from "./constant.ts";
import type { Examples, Shape } from "./data.ts";
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
  const layers = [...encoderLayers(shape), ...decoderLayers(shape, train.labels.output)];
  const [trained] = await trainGroup(
    {
      members: [{ seed: [seed, role, task], inputs: ["image"], target: task, layers }],
      inputs: { image: imageInput(train, test, shape.imageSize) },
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

function imageInput(train: Examples, test: Examples, side: number): Input {
  const { perView } = train.labels;
  const perRow = train.inputs.length / (train.labels.values.length / perView);
  return {
    train: { values: train.inputs, perRow },
    test: { values: test.inputs, perRow },
    side,
    channels: perRow / side ** 2,
    statistics: imageStatistics(perRow / side ** 2),
  };
}
