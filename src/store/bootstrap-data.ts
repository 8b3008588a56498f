import type { ResamplingUnit } from "../domain/resampling-unit.ts";
import type { Transfer } from "../domain/transfer.ts";
import { noTransfersInto } from "../domain/unknown-name.ts";
import type { Artifacts } from "./artifacts.ts";
import type { Graph } from "./graph.ts";
import { type Measured, measuredTransfers } from "./losses.ts";
import { storedScenes } from "./scenes.ts";
import { edgesOf } from "./transfers.ts";

export interface BootstrapQuery {
  experiment: string;
  /** Left out: all of them. */
  target?: string;
  /** Null: by scene where the scenes are known. */
  by: ResamplingUnit | null;
}

/** Transfers with their losses, and by target the scene of each test image, where scenes are known and may be drawn. */
export interface BootstrapData {
  edges: Measured[];
  scenes: Map<string, string[]>;
}

/** What a bootstrap of an experiment's transfers, those of the query, needs. NOT_FOUND, NO_LOSSES, ARTIFACT_CORRUPT. */
export async function bootstrapData(
  graph: Graph,
  artifacts: Artifacts,
  { experiment, target, by }: BootstrapQuery,
  transfers: Transfer[],
): Promise<BootstrapData> {
  if (target !== undefined && transfers.length === 0) {
    const all = await edgesOf(graph, experiment);
    throw noTransfersInto(target, experiment, new Set(all.map((edge) => edge.target)));
  }
  return {
    edges: await measuredTransfers(artifacts, transfers),
    scenes: by === "image" ? new Map() : await storedScenes(graph, artifacts, experiment, target),
  };
}
