import { setImmediate as breathe } from "node:timers/promises";
import { loadLabels } from "../dataset/labels.ts";
import { isControlTask } from "../domain/control.ts";
import { candidatesOf, sourcesOf, targetsOf } from "../domain/task-roles.ts";
import { estimates, PROBE_IMAGES, type ProbeLabels, type Profile, profileOf } from "../estimators/estimates.ts";
import { saveEstimates } from "../store/estimates.ts";
import { taskDefinition } from "../tasks/registry.ts";
import { codeVersion } from "../training/code-version.ts";
import type { Labels } from "../training/data.ts";
import type { DataWork } from "./context.ts";
import { encoderOf } from "./networks.ts";
import { representationsOf } from "./representation.ts";

/** Estimates every first-order transfer, controls left out, from cached representations; writes them to the graph. */
export async function estimateTransfers(work: DataWork): Promise<void> {
  const { context, dataset, experiment, settings, watch } = work;
  const images = Math.min(PROBE_IMAGES, settings.readout.images);
  const targets = targetsOf(experiment);
  const labels = new Map<string, ProbeLabels>();
  for (const target of targets) {
    const known = await probeLabels(work, target, images);
    if (known !== null) labels.set(target, known);
  }
  const tasks = [...new Set([...sourcesOf(experiment), ...targets])].filter((task) => !isControlTask(task));
  const profiles = new Map<string, Profile>();
  for (const [i, task] of tasks.entries()) {
    watch.progress?.(i / tasks.length);
    const encoder = await encoderOf(work, task);
    if (encoder === null) continue;
    const { train } = await representationsOf(work, task, encoder);
    const width = train.length / settings.readout.images;
    profiles.set(task, profileOf({ images, values: train.subarray(0, images * width) }, labels.size > 0));
    await breathe();
  }
  const candidates = new Map(targets.map((target) => [target, candidatesOf(experiment, target)]));
  const origin = { experiment: experiment.id, images, dataHash: dataset.hash, codeVersion: codeVersion() };
  await saveEstimates(
    context.graph,
    experiment.id,
    estimates(candidates, profiles, labels).map((estimate) => ({ ...estimate, ...origin })),
  );
}

/** Classes (of a distribution, the most probable) and vectors that belong to a single view; null for all other ground truth. */
async function probeLabels({ dataset }: DataWork, target: string, images: number): Promise<ProbeLabels | null> {
  const definition = taskDefinition(target);
  const kind = definition.output?.kind;
  if (definition.kind === "MULTI_VIEW" || (kind !== "class" && kind !== "vector")) return null;
  const labels = await loadLabels(dataset, definition, "val", images);
  if (kind === "class") return { kind: "classes", classes: mostProbable(labels, images) };
  return { kind: "vectors", vectors: { images, values: labels.values } };
}

const mostProbable = ({ values, perView }: Labels, images: number): number[] =>
  Array.from({ length: images }, (_, i) => {
    const distribution = values.subarray(i * perView, (i + 1) * perView);
    return distribution.indexOf(Math.max(...distribution));
  });
