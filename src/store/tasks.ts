import { byCodePoint } from "../domain/names.ts";
import type { TaskKind, TaskRecord } from "../domain/task.ts";
import { type Graph, read, write } from "./graph.ts";
import { type Page, pageLimit, pageOf, parsePageCursor } from "./page.ts";

/** Creates tasks, or brings kind and description of existing ones up to date. */
export async function saveTasks(graph: Graph, tasks: TaskRecord[]): Promise<void> {
  await write(graph, "write/save-tasks", { tasks: sortTasks(tasks) });
}

/** By name, so that concurrent writers take locks in the same order. */
export const sortTasks = (tasks: readonly TaskRecord[]): TaskRecord[] =>
  [...tasks].sort((a, b) => byCodePoint(a.name, b.name));

export interface TaskQuery {
  kind?: TaskKind | null;
  first: number;
  after?: string | null;
}

/** Tasks by name. */
export async function listTasks(graph: Graph, { kind = null, first, after }: TaskQuery): Promise<Page<TaskRecord>> {
  const position = after == null ? null : parsePageCursor(after, 1)[0]!;
  const rows = await read<TaskRow>(graph, "read/list-tasks", { kind, after: position, limit: pageLimit(first) });
  return pageOf(
    rows.map(({ task }) => taskOf(task)),
    first,
    ({ name }) => [name],
  );
}

/** The tasks of these names that exist, in the order of `names`. */
export async function findTasks(graph: Graph, names: string[]): Promise<TaskRecord[]> {
  const rows = await read<TaskRow>(graph, "read/find-tasks", { names });
  const tasks = new Map(rows.map((row) => [row.task.name, taskOf(row.task)]));
  return [...new Set(names)].flatMap((name) => tasks.get(name) ?? []);
}

interface TaskRow {
  task: TaskProperties;
  [column: string]: unknown;
}

/** A `Task` node: properties that are null are absent in the graph. */
export type TaskProperties = Omit<TaskRecord, "approximation"> & { approximation?: string };

export const taskOf = (task: TaskProperties): TaskRecord => ({ ...task, approximation: task.approximation ?? null });
