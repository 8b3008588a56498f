import { setImmediate as breathe } from "node:timers/promises";
import { validDepth } from "../tasks/depth.ts";
import { depthTruth } from "../tasks/rgb2depth.ts";
import type {
  CameraTruth,
  GroundTruth,
  ImageTruth,
  Label,
  NpyTruth,
  Output,
  PngTruth,
  TaskDefinition,
} from "../tasks/task.ts";
import { firstViews, inputStream, readImage, readSquare } from "./images.ts";
import { invalid } from "./invalid.ts";
import { fileOf, type Split, type View } from "./layout.ts";
import { readNpy } from "./npy.ts";
import type { Dataset } from "./open.ts";
import { partnerOf } from "./partners.ts";
import { pointInfoFile, readPointInfo } from "./point-info.ts";
import { sample } from "./reduce.ts";
import { shuffledViews } from "./shuffled-views.ts";

export interface Labels {
  /** `perView` numbers a view, one view after another. */
  values: Float32Array;
  /** One entry a pixel, 1 where there is ground truth; null where there is everywhere. */
  mask: Uint8Array | null;
  perView: number;
  /** The task's output, with this data set's number of classes. */
  output: Output;
}

/** Ground truth of the first `count` views of a split (all by default). Throws DATASET_INVALID naming the file. */
export async function loadLabels(
  dataset: Dataset,
  task: TaskDefinition,
  split: Split,
  count?: number,
): Promise<Labels> {
  const given = truthIn(dataset, task);
  const output = resolveOutput(dataset, task);
  if (!given || !output) throw new RangeError(`${task.name} has no ground truth`);
  const own = firstViews(dataset, split, count);
  const isShuffled = given.from === "shuffled";
  const truth = isShuffled ? given.of : given;
  const views = isShuffled ? shuffledViews(dataset, split).slice(0, own.length) : own;
  const perView = numbersOf(output, dataset.imageSize ** 2);
  const values = new Float32Array(views.length * perView);
  const masks: (Uint8Array | null)[] = [];
  for (const [i, view] of views.entries()) {
    if (truth.from === "json") {
      values.set(computeFromCameras(dataset, task, truth, view), i * perView);
    } else {
      const label = readLabel(dataset, task, truth, output, view);
      values.set(label.values, i * perView);
      masks.push(label.mask);
    }
    if (i % 64 === 63) await breathe();
  }
  return { values, mask: joinMasks(masks, dataset.imageSize ** 2), perView, output };
}

function numbersOf(output: Output, pixels: number): number {
  switch (output.kind) {
    case "class":
      return output.classes;
    case "vector":
      return output.size;
    case "pixels":
      return pixels * output.channels;
    case "segmentation":
    case "embedding":
      return pixels;
    case "colour":
      // a and b at a quarter of the resolution.
      return pixels / 8;
  }
}

/** Where a task's ground truth lies in this data set. */
export const truthIn = ({ generated }: Dataset, { groundTruth, originalTruth }: TaskDefinition): GroundTruth | null =>
  generated ? groundTruth : (originalTruth ?? groundTruth);

/** A copy of the original data has the original's classes, or as many as its first vector has entries. */
function resolveOutput(dataset: Dataset, task: TaskDefinition): Output | null {
  const { output, groundTruth } = task;
  if (dataset.generated || !output || !groundTruth) return output;
  if (output.kind === "segmentation") return { ...output, classes: task.originalClasses ?? output.classes };
  if (output.kind === "class" && groundTruth.from === "npy") {
    const first = fileOf(dataset, dataset.splits.train[0]!, groundTruth.domain, groundTruth.suffix, "npy");
    return { ...output, classes: readNpy(first).length };
  }
  return output;
}

/** From the anchor view and what completes the example. */
function computeFromCameras(
  dataset: Dataset,
  { partners = [] }: TaskDefinition,
  truth: CameraTruth,
  view: View,
): number[] {
  const views = [view, ...partners.map((partner) => partnerOf(dataset, view, partner))];
  const values = truth.compute(views.map((one) => readPointInfo(dataset, one)));
  if (values === null) throw invalid(pointInfoFile(dataset, view), `it lacks ${truth.needs}`);
  return values;
}

function readLabel(
  dataset: Dataset,
  task: TaskDefinition,
  truth: ImageTruth | PngTruth | NpyTruth,
  output: Output,
  view: View,
): Label {
  if (truth.from === "image") return truth.compute(readImage(dataset, view), inputStream(task, view));
  if (truth.from === "npy") {
    const file = fileOf(dataset, view, truth.domain, truth.suffix, "npy");
    const vector = readVector(file, numbersOf(output, dataset.imageSize ** 2));
    return { values: output.kind === "class" ? distributionOf(vector, file, truth) : vector, mask: null };
  }
  const file = fileOf(dataset, view, truth.domain, truth.suffix, "png");
  const label = truth.decode(readReduced(dataset, truth, view));
  if (output.kind === "segmentation") {
    const highest = label.values.reduce((a, b) => Math.max(a, b), 0);
    if (highest >= output.classes) {
      throw invalid(file, `it holds the class id ${highest + 1}, allowed are 0 (unlabelled) to ${output.classes}`);
    }
  }
  return truth.maskedByDepth ? maskByDepth(dataset, label, view) : label;
}

function readReduced(dataset: Dataset, truth: PngTruth, view: View) {
  const file = fileOf(dataset, view, truth.domain, truth.suffix, "png");
  return sample(readSquare(dataset, file, truth), dataset.fileSize / dataset.imageSize);
}

function maskByDepth(dataset: Dataset, label: Label, view: View): Label {
  const valid = validDepth(readReduced(dataset, depthTruth, view).data);
  return { values: label.values, mask: label.mask ? valid.map((bit, i) => bit & label.mask![i]!) : valid };
}

/** Float16 files round each entry by up to a thousandth of it. */
const TOLERANCE = 2e-3;

function readVector(file: string, due: number): Float32Array {
  const vector = readNpy(file);
  if (vector.length !== due) throw invalid(file, `it has ${vector.length} entries where ${due} are due`);
  if (!vector.every(Number.isFinite)) throw invalid(file, "an entry is no finite number");
  return vector;
}

/** The vector itself, or the softmax of what the original distilled its distributions from. */
function distributionOf(vector: Float32Array, file: string, { mayBeLogits }: NpyTruth): Float32Array {
  const sum = vector.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) <= TOLERANCE && vector.every((p) => p >= 0)) return vector;
  if (!mayBeLogits) throw invalid(file, `its entries are no distribution over classes (their sum is ${sum})`);
  const highest = vector.reduce((a, b) => Math.max(a, b));
  const powers = vector.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

function joinMasks(masks: (Uint8Array | null)[], pixels: number): Uint8Array | null {
  if (masks.every((mask) => mask === null || !mask.includes(0))) return null;
  const all = new Uint8Array(masks.length * pixels).fill(1);
  for (const [i, mask] of masks.entries()) if (mask) all.set(mask, i * pixels);
  return all;
}
