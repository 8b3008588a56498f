import { randomOf } from "../domain/random.ts";
import { invalid } from "./invalid.ts";
import type { Split, View } from "./layout.ts";
import type { Dataset } from "./open.ts";

/**
 * For every view of a split, in their order, another one: a random cycle through all of them, always the same, in which no view is its
 * own successor. DATASET_INVALID for a split of one view.
 */
export function shuffledViews({ path, splits }: Dataset, split: Split): View[] {
  const views = splits[split];
  if (views.length < 2) throw invalid(path, `its ${split} split has one view, labels are shuffled among two or more`);
  const cycle = randomOf("shuffled views", split).shuffle([...views]);
  const next = new Map(cycle.map((view, i) => [view, cycle[(i + 1) % cycle.length]!]));
  return views.map((view) => next.get(view)!);
}
