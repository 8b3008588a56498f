import { loadInputs } from "../dataset/images.ts";
import { loadLabels } from "../dataset/labels.ts";
import type { Split } from "../dataset/layout.ts";
import { taskDefinition } from "../tasks/registry.ts";
import type { Examples, Labels } from "../training/data.ts";
import type { DataWork } from "./context.ts";

/** Inputs and ground truth of a task: all views of the split, or the first `count`. */
export async function examplesOf(work: DataWork, task: string, split: Split, count?: number): Promise<Examples> {
  const definition = taskDefinition(task);
  return {
    inputs: await loadInputs(work.dataset, definition, split, count),
    labels: await loadLabels(work.dataset, definition, split, count),
  };
}

/** Ground truth of the readouts' images and of the test images. */
export async function readoutLabels(work: DataWork, target: string): Promise<{ train: Labels; test: Labels }> {
  const { dataset, settings } = work;
  const definition = taskDefinition(target);
  return {
    train: await loadLabels(dataset, definition, "val", settings.readout.images),
    test: await loadLabels(dataset, definition, "test"),
  };
}
