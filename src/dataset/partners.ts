import { randomOf } from "../domain/random.ts";
import type { Partner } from "../tasks/task.ts";
import { invalid } from "./invalid.ts";
import { firstOfPoints, rgbFile, type View } from "./layout.ts";
import type { Dataset } from "./open.ts";

/** The view that completes an example by this rule, always the same one. DATASET_INVALID where the data set has none. */
export function partnerOf(dataset: Dataset, view: View, partner: Partner): View {
  switch (partner) {
    case "fixated":
      return fixated(dataset, view);
    case "next":
      return neighbours(dataset, view)[0]!;
    case "afterNext":
      return neighbours(dataset, view)[1]!;
    case "matched":
      return matched(dataset, view);
  }
}

/** Another view of the same point: the next one, after the last the first. */
function fixated(dataset: Dataset, view: View): View {
  const views = pointsAround(dataset, view).get(view.point)!;
  const place = views.findIndex(({ id }) => id === view.id);
  const other = views[(place + 1) % views.length]!;
  if (other.id !== view.id) return other;
  throw invalid(rgbFile(dataset, view), "no other view of its point is there, as tasks of several views need");
}

/**
 * The next two views of the scene, each of a point of its own, after the last the first. Only generated ones are known to overlap. Where the scene
 * has fewer points, the other view of the same point stands in.
 */
function neighbours(dataset: Dataset, view: View): View[] {
  if (!dataset.generated) {
    throw invalid(rgbFile(dataset, view), "which views overlap with it is known in generated data only");
  }
  const firsts = firstOfPoints(pointsAround(dataset, view));
  const place = firsts.findIndex(({ id }) => id === view.id);
  const others = [...firsts.slice(place + 1), ...firsts.slice(0, place)];
  const companion = fixated(dataset, view);
  return [...others, companion, companion].slice(0, 2);
}

/** At even odds a view of the same point, or one of another point of the scene; of the same where there is no other. */
function matched(dataset: Dataset, view: View): View {
  const random = randomOf("match", view.scene, view.id);
  const others = firstOfPoints(pointsAround(dataset, view)).filter(({ point }) => point !== view.point);
  return fixated(dataset, random.uniform() < 0.5 || others.length === 0 ? view : random.pick(others));
}

const pointsAround = ({ scenes }: Dataset, { scene }: View) => scenes.get(scene)!;
