import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment, JobKind } from "../domain/experiment.ts";
import { checkName, sortSources, transferKey } from "../domain/names.ts";
import { targetsOf } from "../domain/task-roles.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { listModels } from "../store/models.ts";
import { findTransfer } from "../store/transfers.ts";
import { readoutJob } from "./plan.ts";
import { addJobs, type ExperimentQueue } from "./queue.ts";
import { requireTrained } from "./require-trained.ts";
import { requireSameCode } from "./same-code.ts";

export interface QueuedJob {
  id: string;
  experiment: string;
  kind: JobKind;
  /** DONE where the transfer exists already. */
  status: "QUEUED" | "DONE";
  transferKey: string;
}

/**
 * Queues one readout from any set of the experiment's tasks to one of its targets. Only in a COMPLETED experiment, so that the
 * transfers of the plan never depend on when a user asked. The request itself is only in Redis.
 */
export async function enqueueTransfer(
  queue: ExperimentQueue,
  graph: Graph,
  id: string,
  sources: string[],
  target: string,
): Promise<QueuedJob> {
  const experiment = requireTrained(await requireExperiment(graph, id));
  await checkReadout(graph, experiment, sources, target);
  const job = readoutJob(sortSources(sources), target);
  const key = transferKey(id, sources, target);
  const done = (await findTransfer(graph, key))?.status === "COMPUTED";
  if (!done) {
    await requireSameCode(graph, id);
    await addJobs(queue, [{ experiment: id, job }]);
  }
  return { id: job.id, experiment: id, kind: job.kind, status: done ? "DONE" : "QUEUED", transferKey: key };
}

async function checkReadout(graph: Graph, experiment: Experiment, sources: string[], target: string): Promise<void> {
  const { id, status, tasks } = experiment;
  const targets = targetsOf(experiment);
  if (sources.length === 0) throw new TaskonomyError("BAD_INPUT", "sources: at least one task is needed");
  if (!targets.includes(checkName(target, "target"))) {
    throw new TaskonomyError("NOT_FOUND", `target ${target}: the targets of ${id} are ${targets.join(", ")}`);
  }
  for (const source of sources) {
    if (tasks.some(({ task }) => task === checkName(source, "source"))) continue;
    const names = tasks.map(({ task }) => task).join(", ");
    throw new TaskonomyError("NOT_FOUND", `source ${source}: the tasks of ${id} are ${names}`);
  }
  if (status !== "COMPLETED") {
    throw new TaskonomyError("WRONG_STATE", `experiment ${id} is ${status}: single transfers need it COMPLETED`);
  }
  for (const model of await listModels(graph, id)) {
    if (model.status === "FAILED" && sources.includes(model.task)) {
      throw new TaskonomyError("WRONG_STATE", `source ${model.task}: its model failed (${model.error})`);
    }
  }
}
