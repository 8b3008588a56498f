import type { Experiment, JobRecord } from "../domain/experiment.ts";
import { controlsOf, sourcesOf } from "../domain/task-roles.ts";
import { PROBE_IMAGES } from "../estimators/estimates.ts";
import { type Job, SHARDS } from "./plan.ts";
import { plannedSets, sourcesInRound } from "./rounds.ts";

/** Seconds of one core for one image (`estimate`: two images): only the ratios between kinds matter, for a first guess of the time left. */
const SECONDS = { render: 0.02, network: 0.0011, readout: 0.00015, encode: 0.0003, estimate: 7e-6 };

/** About how long a job takes on one core, in seconds, before any has been measured. Pure. */
export function expectedSeconds(experiment: Experiment, job: Job, records: JobRecord[]): number {
  const { dataset, network, readout } = experiment.settings!;
  const passes = readout.images * readout.epochs;
  switch (job.kind) {
    case "DATASET": {
      if (dataset.kind === "folder" || job.shard === null) return 1;
      const { train, val, test } = dataset.views;
      return ((train + val + test) / SHARDS) * SECONDS.render;
    }
    case "MODEL": {
      const train = dataset.kind === "generated" ? dataset.views.train : 10_000;
      return 1 + train * network.epochs * SECONDS.network;
    }
    case "BASELINE":
      return 1 + passes * SECONDS.network;
    case "REPRESENTATION":
      return 1 + 2 * readout.images * SECONDS.encode;
    case "ESTIMATES":
      return 1 + sourcesOf(experiment).length * Math.min(PROBE_IMAGES, readout.images) ** 2 * SECONDS.estimate;
    default:
      return 1 + transfersOf(experiment, job, records) * passes * SECONDS.readout;
  }
}

/** How many transfers a job writes, the self edge among them; `records` as of `planJobs`. Pure. */
export function transfersOf(experiment: Experiment, job: Job, records: JobRecord[]): number {
  const settings = experiment.settings!;
  switch (job.kind) {
    case "BASELINE":
    case "READOUT":
      return 1;
    case "ROUND":
      return sourcesInRound(experiment, job.target, job.round);
    case "TRANSFERS":
      return (settings.trainingBudget ? controlsOf(experiment, job.target) : sourcesOf(experiment)).length;
    case "BEAM":
      return plannedSets(experiment, job.target, records);
    default:
      return 0;
  }
}
