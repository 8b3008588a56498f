import {
  type Experiment,
  type ExperimentStatus,
  JOB_KINDS,
  type JobKind,
  type JobRecord,
} from "../domain/experiment.ts";
import { expectedSeconds } from "./cost.ts";
import { type PlannedJob, planJobs } from "./plan.ts";

interface Phase {
  kind: JobKind;
  /** Jobs. */
  done: number;
  total: number;
  /** Share of its work, in [0, 1], running jobs included. */
  fraction: number;
}

export interface RunningJob {
  job: string;
  /** In [0, 1]. */
  fraction: number;
}

export interface ExperimentProgress {
  status: ExperimentStatus;
  phases: Phase[];
  /** Share of all work, in [0, 1], weighted by time. */
  fraction: number;
  /** Null unless RUNNING, and until a first job is done. */
  secondsLeft: number | null;
  running: RunningJob[];
}

/** Pure. Seconds of a kind are those measured for its finished jobs, else the guess, scaled by how the others turned out. */
export function measureProgress(
  experiment: Experiment,
  records: JobRecord[],
  running: RunningJob[],
): ExperimentProgress {
  const plan = planJobs(experiment);
  const seconds = new Map(
    records.filter(({ status }) => status === "DONE").map((record) => [record.id, record.seconds]),
  );
  const fractions = new Map(running.map(({ job, fraction }) => [job, fraction]));
  const guess = (job: PlannedJob): number => expectedSeconds(experiment, job);

  const scaleOf = (jobs: PlannedJob[]): number | null => {
    const done = jobs.filter(({ id }) => seconds.has(id));
    const expected = sum(done.map(guess));
    return expected === 0 ? null : sum(done.map(({ id }) => seconds.get(id)!)) / expected;
  };
  const overall = scaleOf(plan);

  let total = 0;
  let finished = 0;
  const phases: Phase[] = [];
  for (const kind of JOB_KINDS) {
    const jobs = plan.filter((job) => job.kind === kind);
    if (jobs.length === 0) continue;
    const share = (job: PlannedJob): number => (seconds.has(job.id) ? 1 : (fractions.get(job.id) ?? 0));
    const work = sum(jobs.map(guess));
    const worked = sum(jobs.map((job) => guess(job) * share(job)));
    const scale = Math.max(scaleOf(jobs) ?? overall ?? 1, 1e-6);
    total += work * scale;
    finished += worked * scale;
    phases.push({
      kind,
      done: jobs.filter(({ id }) => seconds.has(id)).length,
      total: jobs.length,
      fraction: worked / work,
    });
  }
  const known = experiment.status === "RUNNING" && overall !== null;
  return {
    status: experiment.status,
    phases,
    fraction: total === 0 ? 1 : finished / total,
    secondsLeft: known ? (total - finished) / Math.max(1, running.length) : null,
    running,
  };
}

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
