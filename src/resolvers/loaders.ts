import DataLoader from "dataloader";
import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import type { TaskRecord } from "../domain/task.ts";
import { findExperiment, noExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { findTasks } from "../store/tasks.ts";

/** Look-ups that the fields of one operation share: asked for one by one, done together. */
export interface Loaders {
  task: DataLoader<string, TaskRecord>;
  experiment: DataLoader<string, Experiment>;
}

/** Nothing is kept between batches, so that a subscription, one operation of many events, never gives old state. */
export function openLoaders(graph: Graph): Loaders {
  return {
    task: new DataLoader((names) => findAll(names, (distinct) => tasksOf(graph, distinct)), { cache: false }),
    experiment: new DataLoader((ids) => findAll(ids, (distinct) => experimentsOf(graph, distinct)), { cache: false }),
  };
}

async function findAll<T>(
  keys: readonly string[],
  find: (distinct: string[]) => Promise<Map<string, T | Error>>,
): Promise<(T | Error)[]> {
  const found = await find([...new Set(keys)]);
  return keys.map((key) => found.get(key) ?? new TaskonomyError("NOT_FOUND", `there is no ${JSON.stringify(key)}`));
}

async function tasksOf(graph: Graph, names: string[]): Promise<Map<string, TaskRecord>> {
  return new Map((await findTasks(graph, names)).map((task) => [task.name, task]));
}

async function experimentsOf(graph: Graph, ids: string[]): Promise<Map<string, Experiment | Error>> {
  const found = ids.map((id) =>
    findExperiment(graph, id).then(
      (experiment) => experiment ?? noExperiment(id),
      (error: Error) => error,
    ),
  );
  return new Map((await Promise.all(found)).map((experiment, i) => [ids[i]!, experiment]));
}
