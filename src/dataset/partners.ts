import { randomOf } from "../domain/random.ts";
import type { Partner } from "../tasks/task.ts";
import { invalid } from "./invalid.ts";
import { firstOfPoints, rgbFile, type View } from "./layout.ts";
import type { Dataset } from "./open.ts";
import { overlapping } from "./overlapping.ts";

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
 * Two views that overlap with this one: of generated data, whose scenes are drawn so, the next two of points of their own, after the last the
 * first; else those with most in common. Another view of the same point stands in for what is missing.
 */
function neighbours(dataset: Dataset, view: View): View[] {
  const others = dataset.generated ? following(dataset, view) : overlapping(dataset, view);
  while (others.length < 2) others.push(fixated(dataset, view));
  return others;
}

function following(dataset: Dataset, view: View): View[] {
  const firsts = firstOfPoints(pointsAround(dataset, view));
  const place = firsts.findIndex(({ id }) => id === view.id);
  return [...firsts.slice(place + 1), ...firsts.slice(0, place)].slice(0, 2);
}

/** At even odds a view of the same point, or one of another point of the scene; of the same where there is no other. */
function matched(dataset: Dataset, view: View): View {
  const random = randomOf("match", view.scene, view.id);
  const others = firstOfPoints(pointsAround(dataset, view)).filter(({ point }) => point !== view.point);
  return fixated(dataset, random.uniform() < 0.5 || others.length === 0 ? view : random.pick(others));
}

const pointsAround = ({ scenes }: Dataset, { scene }: View) => scenes.get(scene)!;
