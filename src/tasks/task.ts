import type { Random } from "../domain/random.ts";
import type { TaskKind, TaskRole } from "../domain/task.ts";
import type { PointInfo, RenderedView } from "./view.ts";

/** An image as training sees it: `size x size x channels`, row-major, channels last; rgb in [0, 1]. */
export interface Image {
  size: number;
  channels: number;
  data: Float32Array;
}

/** The contents of a PNG file: `height x width x channels`, row-major. */
export interface Raster {
  width: number;
  height: number;
  channels: number;
  data: Uint8Array | Uint16Array;
}

/** Ground truth of one view. `mask` (1 = valid), one entry a pixel, is null where every pixel is. */
export interface Label {
  values: Float32Array;
  mask: Uint8Array | null;
}

/** What a network of this task puts out, and how it is judged. */
export type Output =
  /** A map of `channels` numbers a pixel at full resolution; mean absolute or squared error over valid pixels. */
  | { kind: "pixels"; channels: number; loss: "l1" | "l2" }
  /** A class a pixel, predicted at half resolution; cross-entropy, classes weighted by inverse frequency, masked. */
  | { kind: "segmentation"; classes: number; loss: "balancedCrossEntropy" }
  /**
   * A distribution over bins (centres in the ab plane) a pixel, predicted at a quarter of the resolution; a label is a and b, shared among the bins
   * by a Gaussian of this spread; cross-entropy, rare colours weighted more.
   */
  | {
      kind: "colour";
      bins: readonly (readonly [number, number])[];
      spread: number;
      loss: "balancedCrossEntropy";
    }
  /** A distribution over classes; cross-entropy. */
  | { kind: "class"; classes: number; loss: "crossEntropy" }
  /** `size` numbers of an image, each judged in units of its standard deviation: pseudo-Huber loss, or mean squared error. */
  | { kind: "vector"; size: number; loss: "robustL2" | "l2" }
  /** A vector of `dimensions` numbers a pixel at half resolution, near for pixels of one segment and far for others; labels are segment ids. */
  | { kind: "embedding"; dimensions: number; loss: "pairwise" };

/** The form of a domain's PNG files. */
export interface PngForm {
  channels: 1 | 3;
  depth: 8 | 16;
}

/** `<building>/<domain>/<view>_domain_<suffix>.png` */
export interface PngTruth extends PngForm {
  from: "png";
  domain: string;
  suffix: string;
  /** Pixels without depth are masked too: the file itself cannot tell them. */
  maskedByDepth?: boolean;
  decode(raster: Raster): Label;
  render(view: RenderedView): Raster;
}

/** `<building>/<domain>/<view>_domain_<suffix>.npy`: a distribution over classes, or the numbers of a vector. */
export interface NpyTruth {
  from: "npy";
  domain: string;
  suffix: string;
  /** Of a copy of the original: what is no distribution over classes is taken for the logits of one (their softmax). */
  mayBeLogits?: boolean;
  render(view: RenderedView): Float32Array;
}

/** `<building>/<domain>/<view>_domain_<suffix>.json`: computed from the cameras of an example's views, the anchor first. */
export interface CameraTruth {
  from: "json";
  domain: string;
  suffix: string;
  /** Null where a file lacks the field `needs`, which some do. */
  compute(views: PointInfo[]): number[] | null;
  needs?: string | undefined;
}

export type FileTruth = PngTruth | NpyTruth | CameraTruth;

/** Computed from the rgb image: no file. `random` is the stream that the task's input was made with, from its start. */
export interface ImageTruth {
  from: "image";
  compute(image: Image, random: Random): Label;
}

/** That of another task, of another view (`dataset/shuffled-views.ts`). */
interface ShuffledTruth {
  from: "shuffled";
  of: PngTruth;
}

/** Where the ground truth comes from. */
export type GroundTruth = ImageTruth | FileTruth | ShuffledTruth;

/**
 * A rule by which an anchor view gets another one (`dataset/partners.ts`): the one that fixates the same point; the next of the scene; the one after
 * that; one that, at even odds, fixates the same point or another one.
 */
export type Partner = "fixated" | "next" | "afterNext" | "matched";

/** A vision task. Adding one is adding a file that exports this, and a line in `registry.ts`. */
export interface TaskDefinition {
  name: string;
  kind: TaskKind;
  description: string;
  /** Where its ground truth departs from the original data set's, or null. */
  approximation: string | null;
  /** Source-only tasks need no annotator. */
  defaultRole: TaskRole;
  /** The form of the image that this task's own encoder sees; the plain image where left out. */
  input?(image: Image, random: Random): Image;
  /** The frozen encoder nevertheless represents the plain image (method section 2). */
  representsPlainImage?: boolean;
  /** Of a task of several views: what an example holds besides its anchor view, in order. */
  partners?: Partner[];
  /** Null for the random control. */
  groundTruth: GroundTruth | null;
  /** With the generator's number of classes; a copy of the original data has `originalClasses`, or as many as its vectors. */
  output: Output | null;
  originalClasses?: number;
  /** Of a copy of the original data, where that has the ground truth in other files. */
  originalTruth?: CameraTruth;
}
