import { setTimeout as sleep } from "node:timers/promises";
import { badInput, type ErrorCode, TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { byCodePoint, sortSources } from "../domain/names.ts";
import { createFromPreset } from "../queue/create-experiment.ts";
import { type ExperimentQueue, startExperiment } from "../queue/enqueue.ts";
import type { ExperimentRequest } from "../queue/new-experiment.ts";
import { experimentProgress } from "../queue/progress.ts";
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
 * Creates an experiment of a preset where it is missing, and starts it or continues it unless it is COMPLETED. BAD_INPUT where it
 * exists with other settings than those asked for.
 */
export async function ensureExperiment({ graph, queue }: Stores, request: ExperimentRequest): Promise<void> {
  const found = await findExperiment(graph, request.id);
  if (found !== null) refuseOther(found, request);
  const { id, status } = found ?? (await createFromPreset(graph, request));
  if (status !== "COMPLETED" && status !== "RUNNING") await startExperiment(queue, graph, id);
}

function refuseOther({ id, preset, seed, settings, tasks }: Experiment, request: ExperimentRequest): void {
  const folder = settings?.dataset.kind === "folder" ? settings.dataset.path : null;
  const names = tasks.map(({ task }) => task).sort(byCodePoint);
  const stored: [what: string, stored: unknown, asked: unknown][] = [
    ["preset", preset, request.preset],
    ["seed", seed, request.seed],
    ["dataset", folder, request.dataset],
    ["max-order", settings?.maxOrder, request.maxOrder],
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
 * Shows an experiment's progress until it ends, and throws what ended it otherwise than COMPLETED. When `stopped` resolves, it is
 * the watching that ends, not the experiment: with the reason where there is one, else with CANCELLED.
 */
export async function follow(
  { graph, queue }: Stores,
  id: string,
  stopped: Promise<TaskonomyError | undefined>,
): Promise<Experiment> {
  const interrupted = stopped.then((reason): never => {
    throw reason ?? new TaskonomyError("CANCELLED", `stopped watching ${id}: start it again to continue where it is`);
  });
  const bars = progressBars();
  try {
    for (;;) {
      try {
        const progress = await Promise.race([experimentProgress(queue, graph, id), interrupted]);
        bars.show(progress);
        if (progress.status !== "RUNNING") return ended(await requireExperiment(graph, id));
      } catch (error) {
        if (!(error instanceof TaskonomyError && PASSING.has(error.code))) throw error;
      }
      await Promise.race([sleep(POLL_MS), interrupted]);
    }
  } finally {
    bars.stop();
  }
}

function ended(experiment: Experiment): Experiment {
  const { id, status, error } = experiment;
  if (status === "COMPLETED") return experiment;
  if (status === "CANCELLED") throw new TaskonomyError("CANCELLED", `experiment ${id} was cancelled`);
  throw new TaskonomyError("INTERNAL", `experiment ${id} is ${status}: ${error ?? "no reason recorded"}`);
}
