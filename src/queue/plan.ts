import type { Experiment, JobRecord } from "../domain/experiment.ts";
import { byCodePoint, sourceSetKey } from "../domain/names.ts";
import { RANDOM } from "../domain/task.ts";
import { sourcesOf, targetsOf } from "../domain/task-roles.ts";
import { plannedSets, roundsOf, sourcesInRound } from "./rounds.ts";

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
  /** With a training budget: readouts from the next most promising sources to one target. */
  | { id: string; kind: "ROUND"; round: number; target: string }
  /** Readouts to one target from every source that no round trains, t -> t included: after it the target's sources can be ranked. */
  | { id: string; kind: "TRANSFERS"; target: string }
  /** Readouts to one target from the sets, of all higher orders, that its first-order ranking suggests. */
  | { id: string; kind: "BEAM"; target: string }
  /** One readout asked for by a user; in no plan. */
  | { id: string; kind: "READOUT"; sources: string[]; target: string };

/** `dependsOn`: ids of jobs; those of the experiment that ranks this one are `<experiment>/<id>`. */
export type PlannedJob = Job & { dependsOn: string[] };

/** Parts in which workers generate a data set side by side. */
export const SHARDS = 2;

/**
 * Jobs of an experiment in the order of the method; each runs once all of `dependsOn` are done. `records` of all that they depend on: a
 * training budget of minutes ends by them. Pure.
 */
export function planJobs(experiment: Experiment, records: JobRecord[]): PlannedJob[] {
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
  const rounds = planRounds(experiment, roundsOf(experiment, records));
  const transfers = targets.map(
    (target): PlannedJob => ({
      id: `transfers/${target}`,
      kind: "TRANSFERS",
      target,
      dependsOn: [...ids(representations), `baseline/${target}`, ...ids(rounds.filter((r) => r.target === target))],
    }),
  );
  const beams = targets
    .filter((target) => plannedSets(experiment, target, records) > 0)
    .map(
      (target): PlannedJob => ({
        id: `beam/${target}`,
        kind: "BEAM",
        target,
        dependsOn: [`transfers/${target}`],
      }),
    );
  // Nothing waits for the estimates where there are no rounds, so readouts go first.
  const readouts = [...rounds, ...transfers, estimates, ...beams];
  const plan = [...shards, dataset, ...models, ...baselines, ...representations, ...readouts];
  const { rankedBy } = experiment;
  return rankedBy === null ? plan : plan.map((job) => behind(rankedBy, job));
}

/** Each round needs the results of all targets in the one before, the first one the estimates. */
function planRounds(experiment: Experiment, rounds: number): (PlannedJob & { kind: "ROUND" })[] {
  const planned: (PlannedJob & { kind: "ROUND" })[] = [];
  for (let round = 1; round <= rounds; round++) {
    const before = ids(planned.filter((job) => job.round === round - 1));
    for (const target of targetsOf(experiment)) {
      if (sourcesInRound(experiment, target, round) === 0) continue;
      const dependsOn = round === 1 ? ["estimates", `baseline/${target}`] : before;
      planned.push({ id: `round/${round}/${target}`, kind: "ROUND", round, target, dependsOn });
    }
  }
  return planned;
}

/**
 * A job of an experiment whose sources another one ranks: it waits for the other's same job where it will find its result or
 * its choice made, and a beam for the other's ranking.
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

const ids = (jobs: PlannedJob[]): string[] => jobs.map(({ id }) => id);

const doneJobs = (records: JobRecord[]): Set<string> =>
  new Set(records.filter(({ status }) => status === "DONE").map(({ id }) => id));
