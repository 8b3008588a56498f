import { invalid } from "./invalid.ts";
import type { View } from "./layout.ts";
import type { Dataset } from "./open.ts";
import { pointInfoFile, readPointInfo } from "./point-info.ts";

/** The least share of what each of two views sees that the other sees too, as the generator has it. */
const COMMON = 0.3;

/** What the views of a building see of its points, which the original drew evenly over all surfaces. */
interface Sights {
  views: View[];
  /** Where each camera stands; the original turned it into several directions there. */
  places: string[];
  /** Numbers of the points that each view has in sight. */
  points: number[][];
  /** The views that have a point in sight, by its number. */
  seenBy: Map<number, number[]>;
}

const known = new WeakMap<Dataset, Map<string, Sights>>();

/**
 * Of a copy of the original: the view of the scene that overlaps most with this one, and the one that overlaps most with both, each taken from a
 * place of its own; fewer where there are none. Overlap is the share of points in common, by line of sight as the files have it. The first in
 * order in a tie. Throws DATASET_INVALID where a file lacks its points.
 */
export function overlapping(dataset: Dataset, view: View): View[] {
  const sights = sightsOf(dataset, view.scene);
  const anchor = sights.views.findIndex(({ id }) => id === view.id);
  const shares = sharesWith(sights, anchor);
  const next = most(sights, shares, [anchor]);
  if (next === null) return [];
  const both = sharesWith(sights, next).map((share, i) => Math.min(share, shares[i]!));
  const third = most(sights, both, [anchor, next]);
  return [next, ...(third === null ? [] : [third])].map((i) => sights.views[i]!);
}

/** Every file of the scene is read, once. */
function sightsOf(dataset: Dataset, scene: string): Sights {
  const scenes = known.get(dataset) ?? new Map<string, Sights>();
  known.set(dataset, scenes);
  const sights = scenes.get(scene) ?? readSights(dataset, [...dataset.scenes.get(scene)!.values()].flat());
  scenes.set(scene, sights);
  return sights;
}

function readSights(dataset: Dataset, views: View[]): Sights {
  const sights: Sights = { views, places: [], points: [], seenBy: new Map() };
  for (const [i, view] of views.entries()) {
    const { camera, pointsInView } = readPointInfo(dataset, view);
    if (pointsInView === null) throw invalid(pointInfoFile(dataset, view), "it lacks nonfixated_points_in_view");
    const points = [...new Set([view.point, ...pointsInView])];
    sights.places.push(camera.position.join());
    sights.points.push(points);
    for (const point of points) {
      const seers = sights.seenBy.get(point);
      if (seers) seers.push(i);
      else sights.seenBy.set(point, [i]);
    }
  }
  return sights;
}

/** Of every view: the share of its points that this one sees, or the share of this one's points that it sees, whichever is smaller. */
function sharesWith({ points, seenBy }: Sights, one: number): Float64Array {
  const common = new Float64Array(points.length);
  for (const point of points[one]!) for (const other of seenBy.get(point)!) common[other]!++;
  return common.map((count, other) => count / Math.max(points[one]!.length, points[other]!.length));
}

/** The view with the greatest share, if that is enough, among those from other places. */
function most({ places }: Sights, shares: Float64Array, others: number[]): number | null {
  let best: number | null = null;
  for (const [i, share] of shares.entries()) {
    if (share < (best === null ? COMMON : shares[best]!) || share === shares[best ?? -1]) continue;
    if (others.every((other) => places[other] !== places[i])) best = i;
  }
  return best;
}
