import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment, ExperimentStatus, JobRecord } from "../domain/experiment.ts";
import { changeStatus, listExperiments, requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { listJobs } from "../store/jobs.ts";
import { MAX_PAGE, type Page } from "../store/page.ts";
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
  const plan = planJobs(experiment);
  const planned = new Set(plan.map((job) => job.id));
  const own = (await listJobs(graph, id)).filter((record) => planned.has(record.id));

  const failed = own.find(({ status }) => status === "FAILED");
  if (failed) return end(graph, id, "FAILED", `${failed.id}: ${failed.error}`);
  if (isComplete(plan, own)) return end(graph, id, "COMPLETED");
  const { status, records } = await rankingOf(graph, experiment);
  if (!GOING.includes(status))
    return end(graph, id, "FAILED", `${experiment.rankedBy}, which ranks its sources, is ${status}`);
  await addJobs(
    queue,
    readyJobs(plan, [...own, ...records]).map(({ dependsOn: _, ...job }) => ({ experiment: id, job })),
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

/** What is known of the experiment that ranks this one's sources (itself: nothing more): its records, as `planJobs` names them. */
async function rankingOf(
  graph: Graph,
  { rankedBy, status }: Experiment,
): Promise<{ status: ExperimentStatus; records: JobRecord[] }> {
  if (rankedBy === null) return { status, records: [] };
  const ranking = await requireExperiment(graph, rankedBy);
  const records = (await listJobs(graph, rankedBy)).map((record) => ({ ...record, id: `${rankedBy}/${record.id}` }));
  return { status: ranking.status, records };
}

async function end(graph: Graph, id: string, status: "COMPLETED" | "FAILED", error?: string): Promise<void> {
  try {
    await changeStatus(graph, id, ["RUNNING"], status, error);
  } catch (failure) {
    // Another process was first, or a user cancelled.
    if (!(failure instanceof TaskonomyError && failure.code === "WRONG_STATE")) throw failure;
  }
}
