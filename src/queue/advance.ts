import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment, ExperimentStatus } from "../domain/experiment.ts";
import { changeStatus, listExperiments, requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { MAX_PAGE, type Page } from "../store/page.ts";
import { knownRecords } from "./known-records.ts";
import { isComplete, planJobs, readyJobs } from "./plan.ts";
import { addJobs, type ExperimentQueue } from "./queue.ts";

/** An experiment of these statuses has a ranking, or will have one by itself. */
export const GOING: ExperimentStatus[] = ["RUNNING", "COMPLETED"];

/**
 * Brings an experiment forward by what the graph says: adds the jobs that are ready, or ends it as COMPLETED or, after a failed job,
 * FAILED. Safe at any time and from any process: the ids of jobs are deterministic and a job that is queued stays as it is.
 */
export async function advance(queue: ExperimentQueue, graph: Graph, id: string): Promise<void> {
  const experiment = await requireExperiment(graph, id);
  if (experiment.status !== "RUNNING") return;
  const records = await knownRecords(graph, experiment);
  const plan = planJobs(experiment, records);
  const planned = new Set(plan.map((job) => job.id));

  const failed = records.find((record) => record.status === "FAILED" && planned.has(record.id));
  if (failed) return end(graph, id, "FAILED", `${failed.id}: ${failed.error}`);
  if (isComplete(plan, records)) return end(graph, id, "COMPLETED");
  const { status } = await requireExperiment(graph, experiment.rankedBy ?? id);
  if (!GOING.includes(status))
    return end(graph, id, "FAILED", `${experiment.rankedBy}, which ranks its sources, is ${status}`);
  await addJobs(
    queue,
    readyJobs(plan, records).map(({ dependsOn: _, ...job }) => ({ experiment: id, job })),
  );
}

/** Advances every experiment that is RUNNING. Called every few seconds, it brings back what a lost Redis or a crash left undone. */
export async function advanceAll(queue: ExperimentQueue, graph: Graph): Promise<void> {
  let after: string | null = null;
  do {
    const page: Page<Experiment> = await listExperiments(graph, { first: MAX_PAGE, after });
    for (const { id, status } of page.items) if (status === "RUNNING") await advance(queue, graph, id);
    after = page.hasNextPage ? page.cursors.at(-1)! : null;
  } while (after !== null);
}

async function end(graph: Graph, id: string, status: "COMPLETED" | "FAILED", error?: string): Promise<void> {
  try {
    await changeStatus(graph, id, ["RUNNING"], status, error);
  } catch (failure) {
    // Another process was first, or a user cancelled.
    if (!(failure instanceof TaskonomyError && failure.code === "WRONG_STATE")) throw failure;
  }
}
