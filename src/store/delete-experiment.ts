import { deletionOf } from "../domain/deletion.ts";
import { TaskonomyError } from "../domain/errors.ts";
import { requireExperiment } from "./experiments.ts";
import { type Graph, type Run, transact } from "./graph.ts";
import { type Identity, lockExperiment } from "./lock-experiment.ts";

const BATCH = 10_000;

/** What went with an experiment. */
export interface Deleted {
  /** How many. */
  transfers: number;
  /** Names of the tasks of kind OTHER that nothing else named. */
  tasks: string[];
}

/**
 * Deletes an experiment: edges, estimates, baselines, tournaments, jobs, models that no other experiment has, and tasks of kind OTHER that
 * nothing else names. Other tasks, source sets of them and events stay. Edges go in batches and the experiment last, so an interrupted
 * deletion may be repeated. NOT_FOUND; WRONG_STATE while it is RUNNING or ranks another.
 */
export async function deleteExperiment(graph: Graph, id: string): Promise<Deleted> {
  const { status, ranks, createdAt } = await requireExperiment(graph, id);
  const refuse = (why: string) => new TaskonomyError("WRONG_STATE", `experiment ${id} ${why}`);
  if (status === "RUNNING") throw refuse("is RUNNING: cancel it first (the mutation cancelExperiment)");
  const [ranked] = ranks;
  if (ranked !== undefined) {
    throw refuse(`ranks the sources of ${ranks.join(", ")}: delete that first (${deletionOf(ranked)})`);
  }
  return deleteByParts(graph, { id, createdAt });
}

/** Deletes this experiment, never another that has its id by now. NOT_FOUND, ALREADY_EXISTS. */
export async function deleteByParts(graph: Graph, experiment: Identity): Promise<Deleted> {
  let transfers = 0;
  for (let some = BATCH; some === BATCH; transfers += some) {
    some = (await transact(graph, (run) => deleteEdges(run, experiment, BATCH))).edges;
  }
  const rest = await transact(graph, (run) => eraseExperiment(run, experiment));
  return { ...rest, transfers: transfers + rest.transfers };
}

/** Within a transaction: deletes the experiment and all that is left of it. */
export async function eraseExperiment(run: Run, experiment: Identity): Promise<Deleted> {
  const { edges, names } = await deleteEdges(run, experiment, Number.MAX_SAFE_INTEGER);
  await run("write/delete-estimates", { experiment: experiment.id });
  await run("write/delete-experiment", { experiment: experiment.id });
  const strays = await run<{ name: string }>("write/delete-stray-tasks", { names });
  return { transfers: edges, tasks: strays.map(({ name }) => name) };
}

/** Deletes edges with the locks of the experiment and of its tasks, and tells how many and which tasks those are. */
async function deleteEdges(run: Run, experiment: Identity, limit: number): Promise<{ edges: number; names: string[] }> {
  const tasks = await run<{ name: string }>("read/tasks-of-experiment", { experiment: experiment.id });
  const names = tasks.map(({ name }) => name);
  await lockExperiment(run, experiment, names);
  const [row] = await run<{ deleted: number }>("write/delete-edges", { experiment: experiment.id, limit });
  return { edges: row!.deleted, names };
}
