import { TaskonomyError } from "../domain/errors.ts";
import { RANDOM } from "../domain/task.ts";
import { codeVersion } from "../training/code-version.ts";
import { randomEncoder } from "../training/represent.ts";
import { trainNetwork } from "../training/train-network.ts";
import type { DataWork } from "./context.ts";
import { examplesOf } from "./examples.ts";
import { bytesOf, remembered, resultKey } from "./remember.ts";

/** What is kept of a trained network; hashes name artifacts. */
export interface TrainedOutcome {
  key: string;
  /** Why its training failed, or null; then all that follows is null. */
  error: string | null;
  weightsHash: string | null;
  networkHash: string | null;
  parameters: number | null;
  /** Per-image test losses. */
  losses: string | null;
  meanLoss: number | null;
  backend: string;
  seconds: number;
}

/** The task-specific network of a task, trained once for its key (method section 1). */
export const networkOf = (work: DataWork, task: string): Promise<TrainedOutcome> => trainedOf(work, task, "network");

/** The scratch baseline of a target, trained once for its key (method section 2). */
export const baselineOf = (work: DataWork, target: string): Promise<TrainedOutcome> =>
  trainedOf(work, target, "baseline");

/** Artifact hash of a source's frozen encoder; null where its network failed. */
export async function encoderOf(work: DataWork, source: string): Promise<string | null> {
  if (source !== RANDOM) return (await networkOf(work, source)).weightsHash;
  return work.context.artifacts.put(randomEncoder(work.settings, work.experiment.seed));
}

async function trainedOf(work: DataWork, task: string, role: "network" | "baseline"): Promise<TrainedOutcome> {
  const { context, dataset, settings, experiment, watch } = work;
  const { imageSize, representation, network, readout } = settings;
  const shape = { imageSize, representation };
  const { images, ...small } = readout;
  const schedule = role === "network" ? network : small;
  const used = role === "network" ? null : images;
  const { seed } = experiment;
  const key = resultKey(role, {
    shape,
    schedule,
    images: used,
    task,
    dataHash: dataset.hash,
    seed,
    codeVersion: codeVersion(),
  });

  return remembered(context.artifacts, key, async () => {
    const started = performance.now();
    const train =
      role === "network" ? await examplesOf(work, task, "train") : await examplesOf(work, task, "val", images);
    const test = await examplesOf(work, task, "test");
    const failed: TrainedOutcome = {
      key,
      error: null,
      weightsHash: null,
      networkHash: null,
      parameters: null,
      losses: null,
      meanLoss: null,
      backend: context.backend,
      seconds: 0,
    };
    const seconds = (): number => (performance.now() - started) / 1000;
    try {
      const trained = await trainNetwork({ task, role, shape, schedule, seed, train, test }, watch);
      return {
        ...failed,
        weightsHash: await context.artifacts.put(trained.encoder),
        networkHash: await context.artifacts.put(trained.network),
        parameters: trained.parameters,
        losses: await context.artifacts.put(bytesOf(trained.losses)),
        meanLoss: mean(trained.losses),
        seconds: seconds(),
      };
    } catch (error) {
      if (error instanceof TaskonomyError && error.code === "DIVERGED") {
        return { ...failed, error: error.message, seconds: seconds() };
      }
      throw error;
    }
  });
}

export const mean = (losses: Float32Array): number => losses.reduce((a, b) => a + b, 0) / losses.length;
