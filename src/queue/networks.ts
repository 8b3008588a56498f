import { TaskonomyError } from "../domain/errors.ts";
import { mean } from "../domain/mean.ts";
import { RANDOM } from "../domain/task.ts";
import { winShare } from "../solver/tournament.ts";
import { codeVersion } from "../training/code-version.ts";
import { shapeOf } from "../training/data.ts";
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
  /** Per-image test losses of the best constant prediction, and how often the network's are lower; null for embeddings too. */
  constantLosses: string | null;
  winRateVsConstant: number | null;
  backend: string;
  codeVersion: string;
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
  return work.context.artifacts.put(randomEncoder(work.settings, work.settings.seeds.encoders));
}

type Role = "network" | "baseline";

const seedOf = ({ settings: { seeds } }: DataWork, role: Role): number =>
  role === "network" ? seeds.encoders : seeds.readouts;

async function trainedOf(work: DataWork, task: string, role: Role): Promise<TrainedOutcome> {
  const { context, dataset, settings } = work;
  const { network, readout } = settings;
  const key = resultKey(role, {
    shape: shapeOf(settings),
    schedule: role === "network" ? network : readout,
    task,
    dataHash: dataset.hash,
    seed: seedOf(work, role),
    codeVersion: codeVersion(),
  });
  const compute = async () => ({ key, ...(await train(work, task, role)) });
  return remembered(context.artifacts, key, compute, objectsOf);
}

const objectsOf = ({ weightsHash, networkHash, losses, constantLosses }: TrainedOutcome) => [
  weightsHash,
  networkHash,
  losses,
  constantLosses,
];

async function train(work: DataWork, task: string, role: Role): Promise<Omit<TrainedOutcome, "key">> {
  const { context, settings, watch } = work;
  const { network, readout } = settings;
  const { images, ...small } = readout;
  const { backend, artifacts } = context;
  const started = performance.now();
  const examples = role === "network" ? examplesOf(work, task, "train") : examplesOf(work, task, "val", images);
  const job = {
    task,
    role,
    shape: shapeOf(settings),
    schedule: role === "network" ? network : small,
    seed: seedOf(work, role),
    train: await examples,
    test: await examplesOf(work, task, "test"),
  };
  const facts = () => ({ backend, codeVersion: codeVersion(), seconds: (performance.now() - started) / 1000 });
  try {
    const { encoder, network: whole, parameters, losses, constantLosses } = await trainNetwork(job, watch);
    return {
      error: null,
      weightsHash: await artifacts.put(encoder),
      networkHash: await artifacts.put(whole),
      parameters,
      losses: await artifacts.put(bytesOf(losses)),
      meanLoss: mean(losses),
      constantLosses: constantLosses && (await artifacts.put(bytesOf(constantLosses))),
      winRateVsConstant: constantLosses && winShare(losses, constantLosses),
      ...facts(),
    };
  } catch (error) {
    if (!(error instanceof TaskonomyError && error.code === "DIVERGED")) throw error;
    return { error: error.message, ...NOTHING, ...facts() };
  }
}

const NOTHING = {
  weightsHash: null,
  networkHash: null,
  parameters: null,
  losses: null,
  meanLoss: null,
  constantLosses: null,
  winRateVsConstant: null,
};
