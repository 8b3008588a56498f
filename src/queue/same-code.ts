import { TaskonomyError } from "../domain/errors.ts";
import type { Graph } from "../store/graph.ts";
import { listModels } from "../store/models.ts";
import { codeVersion } from "../training/code-version.ts";

/**
 * Refuses training for an experiment whose networks other code has trained: losses of two versions do not belong in one tournament.
 * WRONG_STATE.
 */
export async function requireSameCode(graph: Graph, experiment: string): Promise<void> {
  const current = codeVersion();
  const other = (await listModels(graph, experiment)).find((model) => model.codeVersion !== current);
  if (other === undefined) return;
  const message = `experiment ${experiment} was trained by code ${other.codeVersion}, this is ${current}: create a new experiment, or go on with that code`;
  throw new TaskonomyError("WRONG_STATE", message);
}
