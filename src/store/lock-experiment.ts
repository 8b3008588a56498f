import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { noExperiment } from "./experiments.ts";
import type { Run } from "./graph.ts";

/** Tells an experiment from a later one of the same id. */
export type Identity = Pick<Experiment, "id" | "createdAt">;

/** Within a transaction, in the order of all writers. NOT_FOUND where it is gone; ALREADY_EXISTS where another has its id by now. */
export async function lockExperiment(run: Run, { id, createdAt }: Identity, tasks: string[]): Promise<void> {
  const [locked] = await run<{ createdAt: string }>("write/lock-experiment", { experiment: id, tasks });
  if (locked === undefined) throw noExperiment(id);
  if (locked.createdAt !== createdAt) {
    throw new TaskonomyError("ALREADY_EXISTS", `experiment ${id} was replaced meanwhile by another of the same id`);
  }
}
