import { unknownTask } from "../domain/unknown-name.ts";
import type { Graph } from "../store/graph.ts";
import { findTasks, listTasks } from "../store/tasks.ts";

/** NOT_FOUND where one of the names is no task of the graph, with the nearest that is. */
export async function checkTasks(graph: Graph, names: (string | null | undefined)[]): Promise<void> {
  const asked = names.filter((name) => name != null);
  if (asked.length === 0) return;
  const found = new Set((await findTasks(graph, asked)).map(({ name }) => name));
  const missing = asked.find((name) => !found.has(name));
  if (missing === undefined) return;
  const { items } = await listTasks(graph, { first: 1000 });
  throw unknownTask(
    missing,
    items.map(({ name }) => name),
  );
}
