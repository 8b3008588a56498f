import { MultiBar, Presets, type SingleBar } from "cli-progress";
import type { JobKind } from "../domain/experiment.ts";
import type { ExperimentProgress } from "../queue/measure-progress.ts";

const TITLES: Record<JobKind, string> = {
  DATASET: "data set",
  MODEL: "task networks",
  BASELINE: "scratch baselines",
  REPRESENTATION: "representations",
  ESTIMATES: "estimates",
  ROUND: "rounds, order 1",
  TRANSFERS: "transfers, order 1",
  BEAM: "transfers, beam",
  READOUT: "single transfers",
};

/** Seconds between two lines where standard error is no terminal. */
const QUIET_INTERVAL = 15;

export interface ProgressBars {
  show(progress: ExperimentProgress): void;
  stop(): void;
}

/** A bar a phase on a terminal, else a line now and then; on standard error, as standard output belongs to results. */
export function progressBars(): ProgressBars {
  return process.stderr.isTTY ? bars() : lines();
}

function timeLeft(seconds: number | null): string {
  if (seconds === null) return "";
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s left` : `${Math.ceil(whole / 60)} min left`;
}

/** For example `812/1724 transfers, 95 a minute  9 min left`. */
function summary({ transfers: { done, total, perMinute }, secondsLeft }: ExperimentProgress): string {
  const rate = perMinute === null ? "" : `, ${perMinute.toFixed(0)} a minute`;
  return `${done === 0 ? "" : `${done}/${total} transfers${rate}  `}${timeLeft(secondsLeft)}`;
}

function bars(): ProgressBars {
  const format = "{title} {bar} {percentage}%  {jobs}  {left}";
  const all = new MultiBar({ format, barsize: 30, hideCursor: true, stream: process.stderr }, Presets.shades_classic);
  const byKind = new Map<JobKind, SingleBar>();
  return {
    show(progress) {
      for (const { kind, done, total, fraction } of progress.phases) {
        const bar = byKind.get(kind) ?? all.create(100, 0);
        byKind.set(kind, bar);
        const active = fraction > 0 && fraction < 1;
        bar.update(Math.floor(100 * fraction), {
          title: TITLES[kind].padEnd(20),
          jobs: `${done}/${total} jobs`.padEnd(12),
          left: active ? summary(progress) : "",
        });
      }
    },
    stop: () => all.stop(),
  };
}

function lines(): ProgressBars {
  let last = Number.NEGATIVE_INFINITY;
  let percentage = 0;
  return {
    show(progress) {
      const now = performance.now() / 1000;
      if (now - last < QUIET_INTERVAL && progress.fraction < 1) return;
      last = now;
      // The measured share falls when a phase turns out longer than guessed, or a worker is lost; what was shown stays.
      percentage = Math.max(percentage, Math.floor(100 * progress.fraction));
      const phases = progress.phases.filter(({ fraction }) => fraction > 0 && fraction < 1);
      const text = phases.map(({ kind, done, total }) => `${TITLES[kind]} ${done}/${total}`).join(", ");
      console.error(`${percentage}%  ${text}  ${summary(progress)}`.trimEnd());
    },
    stop() {},
  };
}
