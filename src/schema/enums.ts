import { registerEnumType } from "type-graphql";
import { ESTIMATE_METHODS } from "../domain/estimate.ts";
import { EXPERIMENT_STATUSES, JOB_KINDS } from "../domain/experiment.ts";
import { OBJECTIVES } from "../domain/objective.ts";
import { RESAMPLING_UNITS } from "../domain/resampling-unit.ts";
import { TASK_KINDS, TASK_ROLES } from "../domain/task.ts";
import { TRANSFER_ORDERS } from "../domain/transfer.ts";

/** The enumerations of the schema; the values are those of the domain. */
const enumOf = <T extends string>(names: readonly T[]): { [K in T]: K } =>
  Object.fromEntries(names.map((name) => [name, name])) as { [K in T]: K };

function register<T extends string>(
  name: string,
  description: string,
  values: { [K in T]: K },
  meanings: Record<T, string>,
): void {
  const names = Object.keys(values) as T[];
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: meanings[value] }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as never });
}

export const TaskKind = enumOf(TASK_KINDS);
register("TaskKind", "What a task is about; the groups of the paper.", TaskKind, {
  TWO_D: "Low-level, of the image itself: edges, denoising, colours.",
  THREE_D: "Of the geometry of the scene: depth, normals, occlusion edges.",
  MULTI_VIEW: "Relates two or three views of a scene.",
  SEMANTIC: "Of the meaning of the scene: objects, places.",
  CONTROL: "A source that has learnt nothing of images: the random encoder, the one trained on shuffled labels.",
  OTHER: "An imported task of unknown kind.",
});

export const TaskRole = enumOf(TASK_ROLES);
register("TaskRole", "What a task may be in an experiment.", TaskRole, {
  SOURCE: "Transfers leave from it only.",
  TARGET: "Transfers lead to it only.",
  BOTH: "Source and target.",
});

export const ExperimentStatus = enumOf(EXPERIMENT_STATUSES);
register("ExperimentStatus", "Where an experiment stands.", ExperimentStatus, {
  DRAFT: "Created, not started.",
  RUNNING: "Workers compute it.",
  COMPLETED: "All of its plan is computed.",
  FAILED: "A job failed for good; starting it again tries what failed, and what is missing.",
  CANCELLED: "Stopped by a user; starting it again continues.",
  IMPORTING: "A large table is coming in by parts; one that stays so was interrupted: import it again to replace it.",
  IMPORTED: "Its numbers were imported; nothing can be trained in it.",
});

export const JobKind = enumOf(JOB_KINDS);
register("JobKind", "What a job does.", JobKind, {
  DATASET: "Makes a part of the data set, or checks it.",
  MODEL: "Trains the network of a task and freezes its encoder.",
  BASELINE: "Trains the scratch baseline of a target.",
  REPRESENTATION: "Computes the representations of a frozen encoder.",
  ESTIMATES: "Estimates first-order transfers from representations alone.",
  ROUND: "With a training budget: trains the readouts from the next most promising sources to one target.",
  TRANSFERS: "Trains the readouts from every source to one target; with a training budget, those of its controls.",
  BEAM: "Trains the readouts from the most promising source sets to one target.",
  READOUT: "Trains one readout that a user asked for.",
});

export const EstimateMethod = enumOf(ESTIMATE_METHODS);
register("EstimateMethod", "How a transfer is estimated (docs/estimators.md).", EstimateMethod, {
  DDS_COSINE: "Duality diagram similarity of two encoders, cosine kernel.",
  DDS_LAPLACIAN: "Duality diagram similarity of two encoders, Laplacian kernel.",
  RSA: "Representation similarity analysis of two encoders.",
  LOGME: "Log evidence of a Bayesian linear model from the source's representation to the target's classes or vectors.",
  H_SCORE: "How far the target's classes are apart in the source's representation.",
});

export const JobStatus = enumOf(["QUEUED", "DONE", "FAILED"]);
register("JobStatus", "Where a job stands.", JobStatus, {
  QUEUED: "Waits for a worker or is being worked on.",
  DONE: "Its results are stored.",
  FAILED: "It failed for good; `error` says why.",
});

export const ModelStatus = enumOf(["FROZEN", "FAILED"]);
register("ModelStatus", "What became of the training of a task's network.", ModelStatus, {
  FROZEN: "Trained; its encoder is locked.",
  FAILED: "The training failed; `error` says why.",
});

export const TransferStatus = enumOf(["COMPUTED", "FAILED"]);
register("TransferStatus", "What became of a transfer; one that was not tried yet does not exist.", TransferStatus, {
  COMPUTED: "Trained and evaluated, or imported.",
  FAILED: "The training failed; `error` says why, and it has no affinity.",
});

export const TransferOrder = enumOf(TRANSFER_ORDERS);
register("TransferOrder", "How transfers are sorted; ties by key, missing numbers last.", TransferOrder, {
  AFFINITY: "Highest affinity first. Affinities compare within one target only.",
  RANK: "Best rank first.",
  GAIN: "Highest Gain first.",
  QUALITY: "Highest Quality first.",
  COMPUTED_AT: "Latest first.",
  KEY: "By key, ascending.",
});

export const Direction = enumOf(["IN", "OUT", "BOTH"]);
register("Direction", "Which transfers of a task lead to its neighbors.", Direction, {
  IN: "Those that lead to it.",
  OUT: "Those that leave from it.",
  BOTH: "Either.",
});

export const Objective = enumOf(OBJECTIVES);
register("Objective", "What a transfer is worth to the taxonomy.", Objective, {
  affinity: "Its affinity p, as in the paper.",
  quality: "Its Quality.",
  gain: "Its Gain.",
  log: "log p.",
  relative: "p divided by the highest p of the target.",
  saturating: "1 - exp(-20 p).",
});

export const SolveStatus = enumOf(["OPTIMAL", "FEASIBLE", "INFEASIBLE"]);
register("SolveStatus", "What is known of a taxonomy.", SolveStatus, {
  OPTIMAL: "Proven to be the best.",
  FEASIBLE: "The time limit came before the proof: the best found, with its bound and gap.",
  INFEASIBLE: "No taxonomy satisfies the budget and the constraints.",
});

export const NullTaxonomies = enumOf(["RANDOM_EDGES", "BEST_EDGES"]);
register("NullTaxonomies", "What a random taxonomy is: random labels within the budget, and", NullTaxonomies, {
  RANDOM_EDGES: "a random transfer that they allow for each target.",
  BEST_EDGES: "the best transfer that they allow for each target: the stricter null.",
});

export const VectorKind = enumOf(["rank", "affinity"]);
register("VectorKind", "What describes a task in the similarity tree, for each target.", VectorKind, {
  rank: "Its place among the target's first-order sources, 0 the worst and 1 the best.",
  affinity: "Its affinity.",
});

export const ResamplingUnit = enumOf(RESAMPLING_UNITS);
register("ResamplingUnit", "What a bootstrap draws with replacement.", ResamplingUnit, {
  scene: "Whole scenes (groups of test images): views of one scene are alike.",
  image: "Test images.",
});
