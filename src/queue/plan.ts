import type { Experiment, JobRecord } from "../domain/experiment.ts";
import { byCodePoint, sourceSetKey } from "../domain/names.ts";
import { RANDOM } from "../domain/task.ts";
import { taskDefinition } from "../tasks/registry.ts";

/** A unit of work: what one worker does in one go, and repeats from its start (or its kept results) after a crash. */
export type Job =
  /** One shard of a generated data set, or (`shard` null) its completion, or the check of a folder. */
  | { id: string; kind: "DATASET"; shard: number | null }
  /** Trains a task's network and freezes its encoder. */
  | { id: string; kind: "MODEL"; task: string }
  /** Trains the scratch network of a target; writes it and the self edge, which are judged by one another. */
  | { id: string; kind: "BASELINE"; target: string }
  | { id: string; kind: "REPRESENTATION"; source: string }
  /** Estimates of all first-order transfers from the representations alone. */
  | { id: string; kind: "ESTIMATES" }
  /** Readouts from every source to one target, t -> t included: after it the target's sources can be ranked. */
  | { id: string; kind: "TRANSFERS"; target: string }
  /** Readouts to one target from the sets, of all higher orders, that its first-order ranking suggests. */
  | { id: string; kind: "BEAM"; target: string }
  /** One readout asked for by a user; in no plan. */
  | { id: string; kind: "READOUT"; sources: string[]; target: string };

/** `dependsOn`: ids of jobs; those of the experiment that ranks this one are `<experiment>/<id>`. */
export type PlannedJob = Job & { dependsOn: string[] };

/** Parts in which workers generate a data set side by side. */
export const SHARDS = 2;

/** Jobs of an experiment in the order of the method; each runs once all of `dependsOn` are done. Pure. */
export function planJobs(experiment: Experiment): PlannedJob[] {
  const { settings } = experiment;
  if (settings === null) return [];
  const sources = sourcesOf(experiment);
  const targets = targetsOf(experiment);
  const trained = [...new Set([...sources, ...targets])].filter((task) => task !== RANDOM).sort(byCodePoint);

  const shards: PlannedJob[] =
    settings.dataset.kind === "folder"
      ? []
      : Array.from({ length: SHARDS }, (_, shard) => ({
          id: `dataset/${shard}`,
          kind: "DATASET",
          shard,
          dependsOn: [],
        }));
  const dataset: PlannedJob = { id: "dataset", kind: "DATASET", shard: null, dependsOn: ids(shards) };

  const models = trained.map(
    (task): PlannedJob => ({
      id: `model/${task}`,
      kind: "MODEL",
      task,
      dependsOn: ["dataset"],
    }),
  );
  const baselines = targets.map(
    (target): PlannedJob => ({
      id: `baseline/${target}`,
      kind: "BASELINE",
      target,
      dependsOn: [`model/${target}`],
    }),
  );
  const representations = sources.map(
    (source): PlannedJob => ({
      id: `representation/${source}`,
      kind: "REPRESENTATION",
      source,
      dependsOn: [source === RANDOM ? "dataset" : `model/${source}`],
    }),
  );
  const estimates: PlannedJob = {
    id: "estimates",
    kind: "ESTIMATES",
    dependsOn: [...new Set([...ids(representations), ...targets.map((target) => `model/${target}`)])],
  };
  const transfers = targets.map(
    (target): PlannedJob => ({
      id: `transfers/${target}`,
      kind: "TRANSFERS",
      target,
      dependsOn: [...ids(representations), `baseline/${target}`],
    }),
  );
  const beams = targets
    .filter((target) => beamOrders(experiment, target).length > 0)
    .map(
      (target): PlannedJob => ({
        id: `beam/${target}`,
        kind: "BEAM",
        target,
        dependsOn: [`transfers/${target}`],
      }),
    );
  const plan = [...shards, dataset, ...models, ...baselines, ...representations, estimates, ...transfers, ...beams];
  const { rankedBy } = experiment;
  return rankedBy === null ? plan : plan.map((job) => behind(rankedBy, job));
}

/**
 * A job of an experiment whose sources another one ranks: it waits for the other's same job where it will find its result made, and
 * a beam for the other's ranking.
 */
function behind(ranking: string, job: PlannedJob): PlannedJob {
  if (job.kind === "BASELINE" || job.kind === "ESTIMATES" || job.kind === "TRANSFERS") return job;
  const awaited = job.kind === "BEAM" ? `transfers/${job.target}` : job.id;
  return { ...job, dependsOn: [...job.dependsOn, `${ranking}/${awaited}`] };
}

/** Jobs without a record whose dependencies are all DONE, in the order of the plan; `records` of all that they depend on. Pure. */
export function readyJobs(plan: PlannedJob[], records: JobRecord[]): PlannedJob[] {
  const recorded = new Set(records.map(({ id }) => id));
  const done = doneJobs(records);
  return plan.filter(({ id, dependsOn }) => !recorded.has(id) && dependsOn.every((needed) => done.has(needed)));
}

export const isComplete = (plan: PlannedJob[], records: JobRecord[]): boolean => {
  const done = doneJobs(records);
  return plan.every(({ id }) => done.has(id));
};

export const readoutJob = (sources: string[], target: string): Job & { kind: "READOUT" } => ({
  id: `readout/${sourceSetKey(sources)}/${target}`,
  kind: "READOUT",
  sources,
  target,
});

/** Tasks that may be sources, `random` included, by code point. */
export const sourcesOf = ({ tasks }: Experiment): string[] =>
  tasks
    .filter(({ role }) => role !== "TARGET")
    .map(({ task }) => task)
    .sort(byCodePoint);

export const targetsOf = ({ tasks }: Experiment): string[] =>
  tasks
    .filter(({ role, task }) => role !== "SOURCE" && task !== RANDOM)
    .map(({ task }) => task)
    .sort(byCodePoint);

/** Sources that may enter the beam of a target: neither itself nor the control. */
export const beamSources = (experiment: Experiment, target: string): string[] =>
  sourcesOf(experiment).filter((source) => source !== target && source !== RANDOM);

/** Higher orders with at least one set to train; from the fifth on for single-image targets only (method section 2). */
export function beamOrders(experiment: Experiment, target: string): number[] {
  const { beam, maxOrder } = experiment.settings!;
  const candidates = beamSources(experiment, target).length;
  const multiView = taskDefinition(target).kind === "MULTI_VIEW";
  const orders: number[] = [];
  for (let order = 2; order <= maxOrder; order++) {
    if (Math.min(beam[order] ?? 0, candidates) >= order && !(multiView && order >= 5)) orders.push(order);
  }
  return orders;
}

const ids = (jobs: PlannedJob[]): string[] => jobs.map(({ id }) => id);

const doneJobs = (records: JobRecord[]): Set<string> =>
  new Set(records.filter(({ status }) => status === "DONE").map(({ id }) => id));
