import { badInput, TaskonomyError } from "../domain/errors.ts";
import type { ExperimentStatus } from "../domain/experiment.ts";
import { byCodePoint, checkName } from "../domain/names.ts";
import type { ExperimentTask, TaskRecord } from "../domain/task.ts";
import type { Transfer } from "../domain/transfer.ts";
import { addTasks } from "./add-tasks.ts";
import { isDuplicate, writeExperiment } from "./experiments.ts";
import { type Graph, type Run, transact } from "./graph.ts";
import { type NewTransfers, writeTransfers } from "./record-transfers.ts";

/** One target's transfers, and the imported experiment that they belong to. */
export interface TargetImport extends NewTransfers {
  /** Of a new experiment. */
  title: string | null;
  /** With a record for each task of `uses`; those that the graph has stay as they are. */
  tasks: TaskRecord[];
  uses: ExperimentTask[];
}

/**
 * Adds a target's transfers to an imported experiment, which is created where it does not exist, wholly or not at all. WRONG_STATE
 * where it is no imported one, ALREADY_EXISTS where it has transfers into the target and `replace` is not set, BAD_INPUT for a title
 * that is not the one it has.
 */
export async function importTarget(graph: Graph, request: TargetImport): Promise<Transfer[]> {
  const { experiment, target, replace } = request;
  checkName(experiment, "experiment");
  const attempt = (): Promise<Transfer[]> =>
    transact(graph, async (run) => {
      await ensureImported(run, request);
      await run("write/lock-tournament", { experiment, target, key: `${experiment}/${target}` });
      const found = await run("read/target-edges", { experiment, target });
      if (found.length > 0 && !replace) {
        throw new TaskonomyError("ALREADY_EXISTS", `${experiment} has transfers into ${target} already: use --replace`);
      }
      return writeTransfers(run, request);
    });
  return attempt().catch((error) => {
    // Another import into the same new experiment was first to create it.
    if (isDuplicate(error)) return attempt();
    throw error;
  });
}

async function ensureImported(run: Run, { experiment: id, title, tasks, uses }: TargetImport): Promise<void> {
  await addTasks(run, tasks);
  const [present] = await run<{ experiment: { status: ExperimentStatus; title?: string } }>("read/find-experiment", {
    id,
  });
  if (present === undefined) {
    await writeExperiment(run, { id, title, preset: null, seed: 0, settings: null, tasks: uses }, "IMPORTED");
    return;
  }
  const { status, title: known = null } = present.experiment;
  if (status !== "IMPORTED") {
    const message = `experiment ${id} is ${status}: losses can be added to imported experiments only`;
    throw new TaskonomyError("WRONG_STATE", message);
  }
  if (title !== null && title !== known) {
    throw badInput(`title ${JSON.stringify(title)}: experiment ${id} exists, with the title ${JSON.stringify(known)}`);
  }
  await run("write/add-uses", { id, tasks: uses.toSorted((a, b) => byCodePoint(a.task, b.task)) });
}
