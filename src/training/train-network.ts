import type { TrainingSchedule } from "../domain/settings.ts";
import type { Examples, Shape } from "./data.ts";
import type { Watch } from "./watch.ts";

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
}

/** Trains a task's encoder and decoder together (method section 1). Throws DIVERGED when a loss is not finite, CANCELLED. */
export async function trainNetwork(_job: NetworkJob, _watch: Watch = {}): Promise<TrainedNetwork> {
  throw new Error("not written yet");
}
