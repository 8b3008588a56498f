import {
  type Experiment,
  type ExperimentStatus,
  JOB_KINDS,
  type JobKind,
  type JobRecord,
} from "../domain/experiment.ts";
import { expectedSeconds, transfersOf } from "./cost.ts";
import { type Job, planJobs } from "./plan.ts";

interface Phase {
  kind: JobKind;
  /** Jobs. */
  done: number;
  total: number;
  /** Share of its work, in [0, 1], running jobs included. */
  fraction: number;
}

export interface RunningJob {
  experiment: string;
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
  /** Transfers in the graph, self edges included, of those of the plan; `perMinute` null until readouts are done and unless RUNNING. */
  transfers: { done: number; total: number; perMinute: number | null };
  running: RunningJob[];
}

/** A planned job with what is known of it. */
interface Known {
  kind: JobKind;
  /** Seconds, before any have been measured. */
  guess: number;
  /** Seconds that it took, or null. */
  seconds: number | null;
  /** Share of it that is done. */
  share: number;
  transfers: number;
}

/**
 * How far one experiment is, or several that run together; `records` as of `planJobs`. Seconds of a kind are those measured for its finished jobs, else the guess,
 * scaled by how the others turned out. Pure.
 */
export function measureProgress(
  experiments: { experiment: Experiment; records: JobRecord[] }[],
  running: RunningJob[],
): ExperimentProgress {
  const jobs = experiments.flatMap(({ experiment, records }) => {
    const seconds = new Map(records.flatMap(({ id, status, seconds }) => (status === "DONE" ? [[id, seconds]] : [])));
    const fractions = new Map(
      running.flatMap(({ experiment: at, job, fraction }) => (at === experiment.id ? [[job, fraction]] : [])),
    );
    return planJobs(experiment, records).map((job: Job): Known => {
      const took = seconds.get(job.id) ?? null;
      return {
        kind: job.kind,
        guess: expectedSeconds(experiment, job, records),
        seconds: took,
        share: took === null ? (fractions.get(job.id) ?? 0) : 1,
        transfers: transfersOf(experiment, job, records),
      };
    });
  });
  const overall = scaleOf(jobs);

  let total = 0;
  let finished = 0;
  const phases: Phase[] = [];
  for (const kind of JOB_KINDS) {
    const some = jobs.filter((job) => job.kind === kind);
    if (some.length === 0) continue;
    const work = sum(some.map(({ guess }) => guess));
    const worked = sum(some.map(({ guess, share }) => guess * share));
    const scale = Math.max(scaleOf(some) ?? overall ?? 1, 1e-6);
    total += work * scale;
    finished += worked * scale;
    phases.push({ kind, done: some.filter(isDone).length, total: some.length, fraction: worked / work });
  }
  const status = statusOf(experiments.map(({ experiment }) => experiment.status));
  const workers = Math.max(1, running.length);
  const readouts = jobs.filter((job) => isDone(job) && READOUTS.includes(job.kind));
  const spent = sum(readouts.map(({ seconds }) => seconds!));
  return {
    status,
    phases,
    fraction: total === 0 ? 1 : finished / total,
    secondsLeft: status === "RUNNING" && overall !== null ? (total - finished) / workers : null,
    transfers: {
      done: transfersIn(jobs.filter(isDone)),
      total: transfersIn(jobs),
      perMinute: status === "RUNNING" && spent > 0 ? (60 * workers * transfersIn(readouts)) / spent : null,
    },
    running,
  };
}

/** Jobs that train readouts and nothing else. */
const READOUTS: JobKind[] = ["ROUND", "TRANSFERS", "BEAM"];

const isDone = ({ seconds }: Known): boolean => seconds !== null;

/** Measured seconds over guessed ones; null until a job is done. */
function scaleOf(jobs: Known[]): number | null {
  const done = jobs.filter(isDone);
  const guessed = sum(done.map(({ guess }) => guess));
  return guessed === 0 ? null : sum(done.map(({ seconds }) => seconds!)) / guessed;
}

/** RUNNING while one of them is, COMPLETED once all are. */
const statusOf = (statuses: ExperimentStatus[]): ExperimentStatus =>
  statuses.find((status) => status === "RUNNING") ?? statuses.find((status) => status !== "COMPLETED") ?? "COMPLETED";

const transfersIn = (jobs: Known[]): number => sum(jobs.map(({ transfers }) => transfers));

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
