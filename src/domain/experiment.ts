import type { Settings } from "./settings.ts";
import type { ExperimentTask } from "./task.ts";

/** DRAFT: created, not started. COMPLETED, FAILED and CANCELLED may be started again: what is missing is then computed. */
export const EXPERIMENT_STATUSES = [
  "DRAFT",
  "RUNNING",
  "COMPLETED",
  "FAILED",
  "CANCELLED",
  "IMPORTING",
  "IMPORTED",
] as const;
export type ExperimentStatus = (typeof EXPERIMENT_STATUSES)[number];

export interface NewExperiment {
  id: string;
  title: string | null;
  /** A preset's name, or null for an imported experiment. */
  preset: string | null;
  seed: number;
  /** Null for an imported experiment. */
  settings: Settings | null;
  tasks: ExperimentTask[];
  /** The experiment, of more training images, whose ranking of sources decides this one's sets; its own where left out or null. */
  rankedBy?: string | null;
}

export interface Experiment extends NewExperiment {
  rankedBy: string | null;
  /** Ids of those that are ranked by this one. */
  ranks: string[];
  status: ExperimentStatus;
  /** Why it FAILED, or null. */
  error: string | null;
  /** Known once its data set exists. */
  dataHash: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** A frozen model (`FrozenModel`), or one that FAILED. */
export interface FrozenModel {
  /** Hash of configuration, data, seed and code version. */
  key: string;
  experiment: string;
  task: string;
  status: "FROZEN" | "FAILED";
  error: string | null;
  /** Artifact hash of the encoder's weights, and of the whole network's. */
  weightsHash: string | null;
  networkHash: string | null;
  parameters: number | null;
  meanTestLoss: number | null;
  /** Artifact hash of the test losses of the best constant prediction, and the share of test images on which the network's are lower. */
  constantLosses: string | null;
  winRateVsConstant: number | null;
  backend: string;
  codeVersion: string;
  dataHash: string;
  seed: number;
  seconds: number;
  createdAt: string;
}

/** As read back, judged also by the readout of its task from the control `random`; null until that is computed. */
export interface JudgedModel extends FrozenModel {
  winRateVsRandom: number | null;
}

/** READOUT: a single transfer asked for by a user, outside the plan. */
export const JOB_KINDS = [
  "DATASET",
  "MODEL",
  "BASELINE",
  "REPRESENTATION",
  "ESTIMATES",
  "ROUND",
  "TRANSFERS",
  "BEAM",
  "READOUT",
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** A finished (or finally failed) unit of work (`Job`); what has no record is still to do. */
export interface JobRecord {
  /** Unique within the experiment, for example `model/edge2d`, `transfers/edge2d`, `beam/edge2d`. */
  id: string;
  experiment: string;
  kind: JobKind;
  status: "DONE" | "FAILED";
  error: string | null;
  seconds: number;
  finishedAt: string;
}
