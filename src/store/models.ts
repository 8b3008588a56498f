import { int } from "neo4j-driver";
import { TaskonomyError } from "../domain/errors.ts";
import type { FrozenModel, JudgedModel } from "../domain/experiment.ts";
import { type Graph, read, write } from "./graph.ts";

/** Stores a model. One that is FROZEN already stays as it is. NOT_FOUND where experiment or task do not exist. */
export async function saveModel(graph: Graph, { experiment, task, ...model }: FrozenModel): Promise<void> {
  const properties = {
    ...model,
    parameters: model.parameters === null ? null : int(model.parameters),
    seed: int(model.seed),
  };
  const [row] = await write(graph, "write/save-model", { experiment, task, properties });
  if (row === undefined) {
    throw new TaskonomyError("NOT_FOUND", `there is no experiment ${experiment} or no task ${task}`);
  }
}

/** By task. */
export async function listModels(graph: Graph, experiment: string): Promise<JudgedModel[]> {
  const rows = await read<ModelRow>(graph, "read/list-models", { experiment });
  return rows.map(
    ({ model, task, winRateVsRandom }) => ({ ...ABSENT, ...model, experiment, task, winRateVsRandom }) as JudgedModel,
  );
}

interface ModelRow {
  model: Record<string, unknown>;
  task: string;
  winRateVsRandom: number | null;
  [column: string]: unknown;
}

/** Properties that are null are absent in the graph. */
const ABSENT = {
  error: null,
  weightsHash: null,
  networkHash: null,
  parameters: null,
  meanTestLoss: null,
  constantLosses: null,
  winRateVsConstant: null,
};
