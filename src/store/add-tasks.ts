import type { TaskRecord } from "../domain/task.ts";
import type { Run } from "./graph.ts";
import { sortTasks } from "./tasks.ts";

/**
 * Within a transaction: creates the tasks that do not exist, and locks all against deletion. One that a deletion took away while its lock
 * was waited for is created anew.
 */
export async function addTasks(run: Run, records: TaskRecord[]): Promise<void> {
  const tasks = sortTasks(records);
  const names = [...new Set(tasks.map(({ name }) => name))];
  await run("write/add-tasks", { tasks });
  const found = await run("read/find-tasks", { names });
  if (found.length < names.length) await run("write/add-tasks", { tasks });
}
