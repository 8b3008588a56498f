import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { testScenes } from "../queue/dataset.ts";
import type { TestLosses } from "../report/evidence.ts";
import type { Graph } from "../store/graph.ts";
import { lossesOf, measuredTransfers } from "../store/losses.ts";
import { baselinesOf, edgesOf } from "../store/transfers.ts";
import type { GraphDeps } from "./deps.ts";

/** The losses of all test images with their scenes, or why there are none. ARTIFACT_CORRUPT. */
export async function testLosses(
  graph: Graph,
  deps: GraphDeps,
  experiment: Experiment,
): Promise<TestLosses | { missing: string }> {
  const { id, settings } = experiment;
  if (settings === null) return { missing: "imported, without scenes of the test images" };
  const artifacts = deps.artifacts();
  try {
    const scenes = await testScenes({ settings, experiment, context: { datasets: deps.datasets() } });
    const edges = await measuredTransfers(artifacts, await edgesOf(graph, id));
    if (edges.some(({ losses }) => losses.length !== scenes.length)) {
      return { missing: "its losses are not of the test images of its data set" };
    }
    const scratch = new Map<string, Float32Array>();
    for (const { target, losses } of await baselinesOf(graph, id)) {
      if (losses !== null) scratch.set(target, await lossesOf(artifacts, losses));
    }
    return { edges, scratch, scenes };
  } catch (error) {
    if (error instanceof TaskonomyError && ["DATASET_INVALID", "NO_LOSSES"].includes(error.code))
      return { missing: error.message };
    throw error;
  }
}
