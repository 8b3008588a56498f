import { setTimeout as sleep } from "node:timers/promises";
import { badInput, type ErrorCode, TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { byCodePoint, sortSources } from "../domain/names.ts";
import { createFromPreset } from "../queue/create-experiment.ts";
import type { ExperimentRequest } from "../queue/new-experiment.ts";
import { experimentProgress } from "../queue/progress.ts";
import type { ExperimentQueue } from "../queue/queue.ts";
import { startExperiment } from "../queue/start.ts";
import { findExperiment, requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { loadBackend } from "../training/backend.ts";
import { progressBars } from "./progress-bars.ts";

/** Names the build that trains, before anything is begun. BACKEND_UNAVAILABLE. */
export async function announceBackend(): Promise<void> {
  const { name, version, fallback } = await loadBackend();
  console.error(`Backend: ${name}, TensorFlow ${version}${fallback === null ? "" : ` (${fallback})`}`);
}

interface Stores {
  graph: Graph;
  queue: ExperimentQueue;
}

/**
 * Creates an experiment of a preset where it is missing, and starts or continues it and those that it ranks, unless they are COMPLETED.
 * The ids of all of them. BAD_INPUT where it exists with other settings than those asked for.
 */
export async function ensureExperiment({ graph, queue }: Stores, request: ExperimentRequest): Promise<string[]> {
  const found = await findExperiment(graph, request.id);
  if (found !== null) refuseOther(found, request);
  const { id, ranks } = found ?? (await createFromPreset(graph, request));
  for (const each of [id, ...ranks]) {
    const { status } = await requireExperiment(graph, each);
    if (status !== "COMPLETED" && status !== "RUNNING") await startExperiment(queue, graph, each);
  }
  return [id, ...ranks];
}

function refuseOther({ id, preset, seed, settings, tasks }: Experiment, request: ExperimentRequest): void {
  const folder = settings?.dataset.kind === "folder" ? settings.dataset.path : null;
  const names = tasks.map(({ task }) => task).sort(byCodePoint);
  const scenes = settings?.dataset.kind === "generated" ? settings.dataset.seed : null;
  const trained: { share?: number; minutes?: number } = settings?.trainingBudget ?? {};
  const stored: [what: string, stored: unknown, asked: unknown][] = [
    ["preset", preset, request.preset],
    ["seed", seed, request.seed],
    ["scenes-seed", scenes, request.seeds?.scenes],
    ["encoders-seed", settings?.seeds.encoders, request.seeds?.encoders],
    ["readouts-seed", settings?.seeds.readouts, request.seeds?.readouts],
    ["dataset", folder, request.dataset],
    ["max-order", settings?.maxOrder, request.maxOrder],
    ["representation-size", settings?.representation.size, request.representationSize],
    ["train-share", trained.share, request.trainingBudget?.share],
    ["train-minutes", trained.minutes, request.trainingBudget?.minutes],
    ["tasks", names.join(","), request.tasks && sortSources(request.tasks.map(({ task }) => task)).join(",")],
  ];
  for (const [what, is, asked] of stored) {
    if (asked == null || asked === is) continue;
    throw badInput(
      `experiment ${id} exists with ${what} ${is}, not ${asked}: choose another id, or leave the option out`,
    );
  }
}

const POLL_MS = 1000;
/** Outages while a service is restarted; workers wait them out, so does this. */
const PASSING: ReadonlySet<ErrorCode> = new Set(["GRAPH_UNAVAILABLE", "QUEUE_UNAVAILABLE"]);

/**
 * Shows the progress of experiments that run together until all end, and throws what ended one otherwise than COMPLETED. When
 * `stopped` resolves, it is the watching that ends, not the experiments: with the reason where there is one, else with CANCELLED.
 */
export async function follow(
  { graph, queue }: Stores,
  ids: string[],
  stopped: Promise<TaskonomyError | undefined>,
): Promise<void> {
  const interrupted = stopped.then((reason): never => {
    throw (
      reason ?? new TaskonomyError("CANCELLED", `stopped watching ${ids[0]}: start it again to continue where it is`)
    );
  });
  const bars = progressBars();
  try {
    for (;;) {
      try {
        const progress = await Promise.race([experimentProgress(queue, graph, ...ids), interrupted]);
        bars.show(progress);
        if (progress.status !== "RUNNING") {
          for (const id of ids) requireCompleted(await requireExperiment(graph, id));
          return;
        }
      } catch (error) {
        if (!(error instanceof TaskonomyError && PASSING.has(error.code))) throw error;
      }
      await Promise.race([sleep(POLL_MS), interrupted]);
    }
  } finally {
    bars.stop();
  }
}

function requireCompleted({ id, status, error }: Experiment): void {
  if (status === "COMPLETED") return;
  if (status === "CANCELLED") throw new TaskonomyError("CANCELLED", `experiment ${id} was cancelled`);
  throw new TaskonomyError("INTERNAL", `experiment ${id} is ${status}: ${error ?? "no reason recorded"}`);
}
