import { TaskonomyError } from "../domain/errors.ts";
import type { ExperimentStatus } from "../domain/experiment.ts";
import { byCodePoint, checkName } from "../domain/names.ts";
import type { ExperimentTask, TaskRecord } from "../domain/task.ts";
import { writeExperiment } from "./experiments.ts";
import { type Graph, transact } from "./graph.ts";
import { sortTasks } from "./tasks.ts";

export interface ImportedExperiment {
  id: string;
  title: string | null;
  /** With a record for each task of `uses`; those that the graph has stay as they are. */
  tasks: TaskRecord[];
  uses: ExperimentTask[];
}

/** Creates an experiment with status IMPORTED, or adds tasks to one. WRONG_STATE where it is not an imported one. */
export async function ensureImported(graph: Graph, { id, title, tasks, uses }: ImportedExperiment): Promise<void> {
  checkName(id, "experiment");
  await transact(graph, async (run) => {
    await run("write/add-tasks", { tasks: sortTasks(tasks) });
    const [present] = await run<{ experiment: { status: ExperimentStatus } }>("read/find-experiment", { id });
    if (present === undefined) {
      await writeExperiment(run, { id, title, preset: null, seed: 0, settings: null, tasks: uses }, "IMPORTED");
    } else if (present.experiment.status === "IMPORTED") {
      await run("write/add-uses", { id, tasks: uses.toSorted((a, b) => byCodePoint(a.task, b.task)) });
    } else {
      const message = `experiment ${id} is ${present.experiment.status}: losses can be added to imported experiments only`;
      throw new TaskonomyError("WRONG_STATE", message);
    }
  });
}
