import { DICTIONARY } from "../domain/dictionary.ts";
import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import type { Evidence, Repeat, Resized, Run } from "../report/evidence.ts";
import { renewedBy, type Trained } from "../report/renewed.ts";
import { requireResized, sizeOf } from "../report/resized.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { listModels } from "../store/models.ts";
import { findTasks } from "../store/tasks.ts";
import type { GraphDeps } from "./deps.ts";
import { publishedEdges } from "./published.ts";
import { testLosses } from "./report-losses.ts";
import { storedEdges } from "./stored-edges.ts";

export interface Asked {
  experiment: string;
  /** The same with other seeds. */
  repeat: string[];
  /** The same with representations of another size. */
  compare: string[];
  seed: number;
}

/** All that a report is computed from, out of the graph, the artifacts and the published tables. NOT_FOUND, BAD_INPUT, WRONG_STATE, ARTIFACT_CORRUPT. */
export async function gatherEvidence(graph: Graph, deps: GraphDeps, asked: Asked): Promise<Evidence> {
  const stored = await requireExperiment(graph, asked.experiment);
  const models = await listModels(graph, stored.id);
  const { edges, chosen } = await storedEdges(graph, stored.id);
  const kinds = new Map((await findTasks(graph, namesOf(edges))).map(({ name, kind }) => [name, kind]));
  return {
    own: { id: stored.id, edges },
    provenance: { codeVersion: models[0]?.codeVersion ?? null, dataHash: stored.dataHash },
    repeats: await repeatsOf(graph, stored, asked.repeat),
    smaller: await smallerOf(graph, stored),
    resized: await resizedOf(graph, stored, asked.compare),
    published: { large: await publishedEdges("taskonomy2018_16k"), small: await publishedEdges("taskonomy2018_1k") },
    kindOf: (task) => kinds.get(task) ?? DICTIONARY.get(task)?.kind ?? "OTHER",
    vsConstant: new Map(models.flatMap(({ task, winRateVsConstant: rate }) => (rate === null ? [] : [[task, rate]]))),
    losses: await testLosses(graph, deps, stored),
    chosen,
    seed: asked.seed,
  };
}

/** The same of each repeat that has all orders of the experiment, so that every check can be made of it too. */
export async function gatherAgain(graph: Graph, deps: GraphDeps, asked: Asked): Promise<Evidence[]> {
  const ordersOf = async (id: string): Promise<number> => (await requireExperiment(graph, id)).settings?.maxOrder ?? 0;
  const orders = await ordersOf(asked.experiment);
  const found: Evidence[] = [];
  for (const id of asked.repeat) {
    if ((await ordersOf(id)) < orders) continue;
    const ofRepeat = { ...asked, experiment: id, repeat: [asked.experiment], compare: [] };
    found.push(await gatherEvidence(graph, deps, ofRepeat));
  }
  return found;
}

const namesOf = (edges: Run["edges"]): string[] => edges.flatMap(({ target, sources }) => [target, ...sources]);

const runOf = async (graph: Graph, id: string): Promise<Run> => ({ id, edges: (await storedEdges(graph, id)).edges });

async function repeatsOf(graph: Graph, stored: Experiment, ids: string[]): Promise<Repeat[]> {
  const first = await trainedOf(graph, stored);
  return Promise.all(
    ids.map(async (id) => {
      const renewed = renewedBy(first, await trainedOf(graph, await requireCompleted(graph, id)));
      return { ...(await runOf(graph, id)), renewed };
    }),
  );
}

/** A part of its transfers would be ranked among fewer. WRONG_STATE. */
async function requireCompleted(graph: Graph, id: string): Promise<Experiment> {
  const found = await requireExperiment(graph, id);
  if (["COMPLETED", "IMPORTED"].includes(found.status)) return found;
  throw new TaskonomyError("WRONG_STATE", `experiment ${id} is ${found.status}: a COMPLETED one can be compared`);
}

/** All models of an experiment are trained by one version of the code. */
const trainedOf = async (graph: Graph, experiment: Experiment): Promise<Trained> => ({
  experiment,
  codeVersion: (await listModels(graph, experiment.id))[0]?.codeVersion ?? null,
});

async function smallerOf(graph: Graph, { ranks }: Experiment): Promise<Run | null> {
  const [id] = ranks;
  if (id === undefined || (await requireExperiment(graph, id)).status !== "COMPLETED") return null;
  return runOf(graph, id);
}

/** The experiment first; none where nothing is to be compared. */
async function resizedOf(graph: Graph, stored: Experiment, ids: string[]): Promise<Resized[]> {
  const others = await Promise.all(ids.map((id) => requireCompleted(graph, id)));
  for (const other of others) requireResized(stored, other);
  const all = others.length === 0 ? [] : [stored, ...others];
  return Promise.all(all.map(async (each) => ({ ...(await runOf(graph, each.id)), size: sizeOf(each) })));
}
