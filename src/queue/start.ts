import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment, ExperimentStatus } from "../domain/experiment.ts";
import { changeStatus, requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { forgetFailedJobs } from "../store/jobs.ts";
import { advance, GOING } from "./advance.ts";
import { answering, dropJobs, type ExperimentQueue } from "./queue.ts";
import { requireTrained } from "./require-trained.ts";
import { requireSameCode } from "./same-code.ts";

/** These have something to do that a start would begin. */
const RESTING: ExperimentStatus[] = ["DRAFT", "CANCELLED", "FAILED"];

/**
 * Starts or continues an experiment, and with it those that it ranks: what is missing, and what failed before, is computed.
 * WRONG_STATE, NO_LOSSES, NOT_FOUND.
 */
export async function startExperiment(queue: ExperimentQueue, graph: Graph, id: string): Promise<Experiment> {
  const { status, rankedBy, ranks } = requireTrained(await requireExperiment(graph, id));
  if (rankedBy !== null) await requireRanking(graph, id, rankedBy);
  await requireSameCode(graph, id);
  await answering(queue.redis.ping());
  // Before it is RUNNING: a worker that finds a failed job then would end it again.
  if (status === "FAILED") await forgetFailedJobs(graph, id);
  await changeStatus(graph, id, [...RESTING, "COMPLETED"], "RUNNING");
  await advance(queue, graph, id);
  for (const ranked of await withStatus(graph, ranks, RESTING)) await startExperiment(queue, graph, ranked);
  return requireExperiment(graph, id);
}

/** Workers notice within about a second; what is finished stays. Those that it ranks stop too. WRONG_STATE unless it is RUNNING. */
export async function cancelExperiment(queue: ExperimentQueue, graph: Graph, id: string): Promise<Experiment> {
  const { ranks } = await requireExperiment(graph, id);
  for (const ranked of await withStatus(graph, ranks, ["RUNNING"])) await cancelExperiment(queue, graph, ranked);
  await changeStatus(graph, id, ["RUNNING"], "CANCELLED");
  // Without Redis the cancellation holds too: workers drop jobs of an experiment that is not RUNNING.
  await dropJobs(queue, id).catch(() => {});
  return requireExperiment(graph, id);
}

async function requireRanking(graph: Graph, id: string, rankedBy: string): Promise<void> {
  const { status } = await requireExperiment(graph, rankedBy);
  if (GOING.includes(status)) return;
  const message = `experiment ${id} is ranked by ${rankedBy}, which is ${status}: start that, and both run`;
  throw new TaskonomyError("WRONG_STATE", message);
}

async function withStatus(graph: Graph, ids: string[], statuses: ExperimentStatus[]): Promise<string[]> {
  const experiments = await Promise.all(ids.map((id) => requireExperiment(graph, id)));
  return experiments.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
}
