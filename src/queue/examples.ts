import { firstViews, loadInputs } from "../dataset/images.ts";
import { loadLabels } from "../dataset/labels.ts";
import type { Split } from "../dataset/layout.ts";
import { partnerOf } from "../dataset/partners.ts";
import { taskDefinition } from "../tasks/registry.ts";
import type { Partner } from "../tasks/task.ts";
import type { Examples, Labels } from "../training/data.ts";
import type { DataWork } from "./context.ts";

/** Inputs and ground truth of a task: all views of the split, or the first `count`. No image is held twice, however many examples it is part of. */
export async function examplesOf({ dataset }: DataWork, task: string, split: Split, count?: number): Promise<Examples> {
  const definition = taskDefinition(task);
  const anchors = firstViews(dataset, split, count);
  const partners = partnersOf([task]).map((partner) => anchors.map((view) => partnerOf(dataset, view, partner)));
  const views = [...new Set([...anchors, ...partners.flat()])];
  const rows = new Map(views.map((view, row) => [view, row]));
  const values = await loadInputs(dataset, definition, views);
  const perRow = values.length / views.length;
  return {
    inputs: values.subarray(0, anchors.length * perRow),
    partners: partners.map((list) => ({ values, perRow, at: Int32Array.from(list, (view) => rows.get(view)!) })),
    labels: await loadLabels(dataset, definition, split, count),
  };
}

/** What completes the examples of these tasks. */
export const partnersOf = (tasks: string[]): Partner[] => [
  ...new Set(tasks.flatMap((task) => taskDefinition(task).partners ?? [])),
];

/** Ground truth of the readouts' images and of the test images. */
export async function readoutLabels(work: DataWork, target: string): Promise<{ train: Labels; test: Labels }> {
  const { dataset, settings } = work;
  const definition = taskDefinition(target);
  return {
    train: await loadLabels(dataset, definition, "val", settings.readout.images),
    test: await loadLabels(dataset, definition, "test"),
  };
}
