import { affinities } from "../solver/ahp.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { countWins, winShare } from "../solver/tournament.ts";
import type { TestLosses } from "./evidence.ts";
import { groupBy } from "./numbers.ts";

/** What selects: the affinity of the selecting half, or its Quality. */
export type Selecting = "affinity" | "quality";

/**
 * Edges that one half of the test scenes values and the other half reports: `affinity` is what the selecting half would choose by,
 * `gain` and `quality` are those of the reporting half, so that a taxonomy of best `affinity` has figures that it was not chosen on.
 * Scenes are halved in their order, so that no scene is in both. An edge into a target without losses of scratch or of the self edge lacks the number.
 */
export function edgesOfHalves(
  { edges, scratch, scenes }: TestLosses,
  { select, report, by }: { select: 0 | 1; report: 0 | 1; by: Selecting },
): ProgramEdge[] {
  const [selecting, reporting] = [imagesOf(scenes, select), imagesOf(scenes, report)];
  return [...groupBy(edges, ({ target }) => target)].flatMap(([target, found]) => {
    const chosen = found.map(({ losses }) => pick(losses, selecting));
    const reported = found.map(({ losses }) => pick(losses, reporting));
    const self = found.findIndex((edge) => edge.self);
    const baseline = scratch.get(target);
    const rival = baseline === undefined ? null : pick(baseline, reporting);
    const values =
      by === "affinity"
        ? affinities(countWins(chosen), found.length, selecting.length).values
        : qualities(chosen, self);
    if (values === null) return [];
    return found.map(({ losses: _, ...edge }, i) => ({
      ...edge,
      affinity: values[i]!,
      gain: rival === null ? null : winShare(reported[i]!, rival),
      quality: self < 0 ? null : winShare(reported[i]!, reported[self]!),
    }));
  });
}

const qualities = (losses: Float32Array[], self: number): Float64Array | null =>
  self < 0 ? null : Float64Array.from(losses, (vector) => winShare(vector, losses[self]!));

/** Numbers of the images whose scene is in the half. */
function imagesOf(scenes: string[], half: 0 | 1): number[] {
  const distinct = [...new Set(scenes)].sort();
  const first = new Set(distinct.slice(0, Math.floor(distinct.length / 2)));
  return scenes.flatMap((scene, i) => (first.has(scene) === (half === 0) ? [i] : []));
}

const pick = (losses: Float32Array, images: number[]): Float32Array =>
  Float32Array.from(images, (image) => losses[image]!);
