import { DICTIONARY } from "../domain/dictionary.ts";
import type { Experiment, FrozenModel } from "../domain/experiment.ts";
import type { Evidence, Run } from "../report/evidence.ts";
import { renewedBy, type Trained } from "../report/renewed.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { listModels } from "../store/models.ts";
import { findTasks } from "../store/tasks.ts";
import type { GraphDeps } from "./deps.ts";
import { publishedEdges } from "./published.ts";
import { testLosses } from "./report-losses.ts";
import { storedEdges } from "./stored-edges.ts";

interface Asked {
  experiment: string;
  repeat: string[];
  seed: number;
}

/** All that a report is computed from, out of the graph, the artifacts and the published tables. NOT_FOUND, BAD_INPUT, ARTIFACT_CORRUPT. */
export async function gatherEvidence(
  graph: Graph,
  deps: GraphDeps,
  { experiment, repeat, seed }: Asked,
): Promise<Evidence> {
  const stored = await requireExperiment(graph, experiment);
  const models = await listModels(graph, experiment);
  const trained = trainedOf(stored, models);
  const runOf = async (id: string): Promise<Run> => ({ id, edges: (await storedEdges(graph, id)).edges });
  const repeats = await Promise.all(
    repeat.map(async (id) => {
      const other = trainedOf(await requireExperiment(graph, id), await listModels(graph, id));
      return { ...(await runOf(id)), renewed: renewedBy(trained, other) };
    }),
  );
  const { edges, chosen } = await storedEdges(graph, experiment);
  const own = { id: experiment, edges };
  const names = [own, ...repeats].flatMap(({ edges }) => edges.flatMap(({ target, sources }) => [target, ...sources]));
  const kinds = new Map((await findTasks(graph, names)).map(({ name, kind }) => [name, kind]));
  return {
    own,
    repeats,
    published: { large: await publishedEdges("taskonomy2018_16k"), small: await publishedEdges("taskonomy2018_1k") },
    kindOf: (task) => kinds.get(task) ?? DICTIONARY.get(task)?.kind ?? "OTHER",
    vsConstant: new Map(models.flatMap(({ task, winRateVsConstant: rate }) => (rate === null ? [] : [[task, rate]]))),
    losses: await testLosses(graph, deps, stored),
    chosen,
    seed,
  };
}

const trainedOf = (experiment: Experiment, models: FrozenModel[]): Trained => ({
  experiment,
  weights: new Map(models.map(({ task, weightsHash }) => [task, weightsHash ?? ""])),
});
