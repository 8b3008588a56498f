import { mean } from "../domain/mean.ts";
import type { Losses } from "../files/losses.ts";
import { bytesOf } from "../queue/remember.ts";
import { renormalise } from "../queue/renormalise.ts";
import { winShare } from "../solver/tournament.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Graph } from "../store/graph.ts";
import { keepScenes } from "../store/scenes.ts";
import { type Destination, importMeasured } from "./import-measured.ts";

/** Adds one target by its per-image losses, which become artifacts, as do the groups. Returns and fails as `importMeasured`. */
export const importLosses = async (
  graph: Graph,
  artifacts: Artifacts,
  to: Destination,
  { rows, groups }: Losses,
): Promise<number> =>
  importMeasured(graph, to, {
    rows,
    scenes: groups === null ? null : await keepScenes(artifacts, groups),
    share: (row, rival) => winShare(row.losses, rival.losses),
    keep: async ({ losses }) => ({ losses: await artifacts.put(bytesOf(losses)), meanLoss: mean(losses) }),
    renormalise: (existing, computed) => renormalise(artifacts, existing, computed),
  });
