import { mean } from "../domain/mean.ts";
import type { LossRow } from "../files/losses.ts";
import { bytesOf } from "../queue/remember.ts";
import { renormalise } from "../queue/renormalise.ts";
import { winShare } from "../solver/tournament.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Graph } from "../store/graph.ts";
import { type Destination, importMeasured } from "./import-measured.ts";

/** Adds one target by its per-image losses, which become artifacts. Returns and fails as `importMeasured`. */
export const importLosses = (graph: Graph, artifacts: Artifacts, to: Destination, rows: LossRow[]): Promise<number> =>
  importMeasured(graph, to, {
    rows,
    share: (row, rival) => winShare(row.losses, rival.losses),
    keep: async ({ losses }) => ({ losses: await artifacts.put(bytesOf(losses)), meanLoss: mean(losses) }),
    renormalise: (existing, computed) => renormalise(artifacts, existing, computed),
  });
