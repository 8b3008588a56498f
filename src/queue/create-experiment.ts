import type { Experiment } from "../domain/experiment.ts";
import { createExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { saveTasks } from "../store/tasks.ts";
import { taskDefinition } from "../tasks/registry.ts";
import { type ExperimentRequest, newExperiment } from "./new-experiment.ts";

/** Creates the experiment that a request describes, as DRAFT, with its tasks and those that it ranks. BAD_INPUT, NOT_FOUND, ALREADY_EXISTS. */
export async function createFromPreset(graph: Graph, request: ExperimentRequest): Promise<Experiment> {
  const { experiment, ranked } = newExperiment(request);
  const records = experiment.tasks.map(({ task }) => {
    const { name, kind, description, approximation } = taskDefinition(task);
    return { name, kind, description, approximation };
  });
  await saveTasks(graph, records);
  return createExperiment(graph, experiment, ranked);
}
