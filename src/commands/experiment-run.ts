import { setTimeout as sleep } from "node:timers/promises";
import { type ErrorCode, TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { type ExperimentQueue, startExperiment } from "../queue/enqueue.ts";
import { experimentProgress } from "../queue/progress.ts";
import { newExperiment } from "../resolvers/new-experiment.ts";
import type { CreateExperimentInput } from "../schema/create-experiment-input.ts";
import { createExperiment, findExperiment, requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { saveTasks } from "../store/tasks.ts";
import { taskRecord } from "./known-tasks.ts";
import { progressBars } from "./progress-bars.ts";

interface Stores {
  graph: Graph;
  queue: ExperimentQueue;
}

/** Creates an experiment of a preset where it is missing, and starts it or continues it unless it is COMPLETED. */
export async function ensureExperiment({ graph, queue }: Stores, input: CreateExperimentInput): Promise<void> {
  const found = await findExperiment(graph, input.id);
  const { id, status } = found ?? (await create(graph, input));
  if (status !== "COMPLETED" && status !== "RUNNING") await startExperiment(queue, graph, id);
}

async function create(graph: Graph, input: CreateExperimentInput): Promise<Experiment> {
  const experiment = newExperiment(input);
  await saveTasks(
    graph,
    experiment.tasks.map(({ task }) => taskRecord(task)),
  );
  return createExperiment(graph, experiment);
}

const POLL_MS = 1000;
/** Outages while a service is restarted; workers wait them out, so does this. */
const PASSING: ReadonlySet<ErrorCode> = new Set(["GRAPH_UNAVAILABLE", "QUEUE_UNAVAILABLE"]);

/**
 * Shows an experiment's progress until it ends. Throws what ended it otherwise than COMPLETED. `stopped` ends the watching, not
 * the experiment.
 */
export async function follow({ graph, queue }: Stores, id: string, stopped: Promise<unknown>): Promise<Experiment> {
  const bars = progressBars();
  let watching = true;
  void stopped.then(() => {
    watching = false;
  });
  try {
    while (watching) {
      try {
        const progress = await experimentProgress(queue, graph, id);
        bars.show(progress);
        if (progress.status !== "RUNNING") return ended(await requireExperiment(graph, id));
      } catch (error) {
        if (!(error instanceof TaskonomyError && PASSING.has(error.code))) throw error;
      }
      await Promise.race([sleep(POLL_MS), stopped]);
    }
  } finally {
    bars.stop();
  }
  throw new TaskonomyError("CANCELLED", `stopped watching ${id}: start it again to continue where it is`);
}

function ended(experiment: Experiment): Experiment {
  const { id, status, error } = experiment;
  if (status === "COMPLETED") return experiment;
  if (status === "CANCELLED") throw new TaskonomyError("CANCELLED", `experiment ${id} was cancelled`);
  throw new TaskonomyError("INTERNAL", `experiment ${id} is ${status}: ${error ?? "no reason recorded"}`);
}
