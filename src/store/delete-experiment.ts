import { TaskonomyError } from "../domain/errors.ts";
import { noExperiment, requireExperiment } from "./experiments.ts";
import { type Graph, type Run, transact } from "./graph.ts";

const BATCH = 10_000;

/**
 * Deletes an experiment: edges, estimates, baselines, tournaments, jobs, and models that no other experiment has. Tasks, source sets and events
 * stay. Edges go in batches and the experiment last, so an interrupted deletion may be repeated. NOT_FOUND; WRONG_STATE while it is
 * RUNNING or ranks another.
 */
export async function deleteExperiment(graph: Graph, id: string): Promise<void> {
  const { status, ranks } = await requireExperiment(graph, id);
  if (status === "RUNNING") throw new TaskonomyError("WRONG_STATE", `experiment ${id} is RUNNING: cancel it first`);
  if (ranks.length > 0) {
    throw new TaskonomyError(
      "WRONG_STATE",
      `experiment ${id} ranks the sources of ${ranks.join(", ")}: delete that first`,
    );
  }
  while ((await transact(graph, (run) => deleteEdges(run, id, BATCH))) === BATCH);
  await transact(graph, (run) => eraseExperiment(run, id));
}

/** Within a transaction: deletes the experiment and all that is left of it. */
export async function eraseExperiment(run: Run, id: string): Promise<void> {
  await deleteEdges(run, id, Number.MAX_SAFE_INTEGER);
  await run("write/delete-estimates", { experiment: id });
  await run("write/delete-experiment", { experiment: id });
}

async function deleteEdges(run: Run, id: string, limit: number): Promise<number> {
  const tasks = await run<{ name: string }>("read/tasks-of-experiment", { experiment: id });
  const [lock] = await run("write/lock-experiment", { experiment: id, tasks: tasks.map(({ name }) => name) });
  if (lock === undefined) throw noExperiment(id);
  const [row] = await run<{ deleted: number }>("write/delete-edges", { experiment: id, limit });
  return row!.deleted;
}
