import { TaskonomyError } from "../domain/errors.ts";
import { requireExperiment } from "./experiments.ts";
import { type Graph, type Run, transact } from "./graph.ts";
import { type Identity, lockExperiment } from "./lock-experiment.ts";

const BATCH = 10_000;

/**
 * Deletes an experiment: edges, estimates, baselines, tournaments, jobs, and models that no other experiment has. Tasks, source sets and events
 * stay. Edges go in batches and the experiment last, so an interrupted deletion may be repeated. NOT_FOUND; WRONG_STATE while it is
 * RUNNING or ranks another.
 */
export async function deleteExperiment(graph: Graph, id: string): Promise<void> {
  const { status, ranks, createdAt } = await requireExperiment(graph, id);
  if (status === "RUNNING") throw new TaskonomyError("WRONG_STATE", `experiment ${id} is RUNNING: cancel it first`);
  if (ranks.length > 0) {
    throw new TaskonomyError(
      "WRONG_STATE",
      `experiment ${id} ranks the sources of ${ranks.join(", ")}: delete that first`,
    );
  }
  await deleteByParts(graph, { id, createdAt });
}

/** Deletes this experiment, never another that has its id by now. NOT_FOUND, ALREADY_EXISTS. */
export async function deleteByParts(graph: Graph, experiment: Identity): Promise<void> {
  while ((await transact(graph, (run) => deleteEdges(run, experiment, BATCH))) === BATCH);
  await transact(graph, (run) => eraseExperiment(run, experiment));
}

/** Within a transaction: deletes the experiment and all that is left of it. */
export async function eraseExperiment(run: Run, experiment: Identity): Promise<void> {
  await deleteEdges(run, experiment, Number.MAX_SAFE_INTEGER);
  await run("write/delete-estimates", { experiment: experiment.id });
  await run("write/delete-experiment", { experiment: experiment.id });
}

async function deleteEdges(run: Run, experiment: Identity, limit: number): Promise<number> {
  const tasks = await run<{ name: string }>("read/tasks-of-experiment", { experiment: experiment.id });
  await lockExperiment(
    run,
    experiment,
    tasks.map(({ name }) => name),
  );
  const [row] = await run<{ deleted: number }>("write/delete-edges", { experiment: experiment.id, limit });
  return row!.deleted;
}
