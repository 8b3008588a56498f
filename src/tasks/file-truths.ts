import { depthTruth } from "./rgb2depth.ts";
import type { FileTruth, GroundTruth } from "./task.ts";

/** The files that a ground truth is read from. Depth says which pixels of others are valid. */
export function fileTruths(truth: GroundTruth | null): FileTruth[] {
  if (truth === null || truth.from === "image") return [];
  if (truth.from === "shuffled") return fileTruths(truth.of);
  return truth.from === "png" && truth.maskedByDepth ? [truth, depthTruth] : [truth];
}
