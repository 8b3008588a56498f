import { SPLITS, type Split } from "../dataset/layout.ts";
import type { GeneratedDataset } from "../domain/settings.ts";

/** One scene to be made: a building of the data set. */
export interface ScenePlan {
  split: Split;
  /** Within its split. */
  index: number;
  building: string;
  views: number;
}

/** As many scenes as the views need, the last one of a split with what is left. */
export function planScenes({ views, viewsPerScene }: Pick<GeneratedDataset, "views" | "viewsPerScene">): ScenePlan[] {
  return SPLITS.flatMap((split) =>
    Array.from({ length: Math.ceil(views[split] / viewsPerScene) }, (_, index) => ({
      split,
      index,
      building: `${split}${String(index).padStart(5, "0")}`,
      views: Math.min(viewsPerScene, views[split] - index * viewsPerScene),
    })),
  );
}
