import type { Experiment } from "../domain/experiment.ts";
import { beamOrders, beamSources, type Job, SHARDS, sourcesOf } from "./plan.ts";

/** Seconds of one core for one image: only the ratios between kinds matter, for a first guess of the time left. */
const SECONDS = { render: 0.02, network: 0.0011, readout: 0.00015, encode: 0.0003 };

/** About how long a job takes on one core, in seconds, before any has been measured. Pure. */
export function expectedSeconds(experiment: Experiment, job: Job): number {
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
    default:
      return 1 + transfersOf(experiment, job) * passes * SECONDS.readout;
  }
}

/** How many transfers a job writes, the self edge among them. Pure. */
export function transfersOf(experiment: Experiment, job: Job): number {
  switch (job.kind) {
    case "BASELINE":
    case "READOUT":
      return 1;
    case "TRANSFERS":
      return sourcesOf(experiment).length;
    case "BEAM": {
      const { beam } = experiment.settings!;
      const candidates = beamSources(experiment, job.target).length;
      const sets = beamOrders(experiment, job.target).map((order) => choose(Math.min(beam[order]!, candidates), order));
      return sets.reduce((a, b) => a + b, 0);
    }
    default:
      return 0;
  }
}

function choose(n: number, k: number): number {
  let sets = 1;
  for (let i = 0; i < k; i++) sets = (sets * (n - i)) / (i + 1);
  return sets;
}
