import type { Artifacts } from "./artifacts.ts";
import type { Graph } from "./graph.ts";
import { tournaments } from "./transfers.ts";

/** Keeps the scene of each test image, in the order of the losses, as an artifact (JSON), and returns its hash. DISK_FULL. */
export const keepScenes = (artifacts: Artifacts, scenes: string[]): Promise<string> =>
  artifacts.put(Buffer.from(JSON.stringify(scenes)));

/** By target, the scene of each test image of an experiment; targets whose scenes are not known are left out. ARTIFACT_CORRUPT. */
export async function storedScenes(
  graph: Graph,
  artifacts: Artifacts,
  experiment: string,
  target?: string,
): Promise<Map<string, string[]>> {
  const known = (await tournaments(graph, experiment, target)).flatMap(({ target, scenes }) =>
    scenes === null ? [] : [{ target, scenes }],
  );
  const load = async (hash: string): Promise<[string, string[]]> => [
    hash,
    JSON.parse(Buffer.from(await artifacts.get(hash)).toString("utf8")) as string[],
  ];
  // Targets share their test images, as a rule.
  const lists = new Map(await Promise.all([...new Set(known.map(({ scenes }) => scenes))].map(load)));
  return new Map(known.map(({ target, scenes }) => [target, lists.get(scenes)!]));
}
