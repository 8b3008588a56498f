import { encodeNpy } from "../dataset/npy.ts";
import { encodePng } from "../dataset/png.ts";
import { taskDefinition } from "../tasks/registry.ts";
import { depthTruth } from "../tasks/rgb2depth.ts";
import type { NpyTruth, PngTruth } from "../tasks/task.ts";
import type { RenderedView } from "../tasks/view.ts";

type FileTruth = PngTruth | NpyTruth;

/** What has to be written for these tasks besides the image, by domain. Depth says which pixels of others are valid. */
export function truthsOf(tasks: string[]): Map<string, FileTruth> {
  const truths = new Map<string, FileTruth>();
  for (const name of tasks) {
    const truth = taskDefinition(name).groundTruth;
    if (!truth || truth.from === "image") continue;
    truths.set(truth.domain, truth);
    if (truth.from === "png" && truth.maskedByDepth) truths.set(depthTruth.domain, depthTruth);
  }
  return truths;
}

export interface NewFile {
  domain: string;
  name: string;
  bytes: Uint8Array;
}

/** The files of one view, in the original layout and encodings. */
export function filesOf(view: RenderedView, id: string, truths: Iterable<FileTruth>): NewFile[] {
  const rgb = encodePng({ width: view.size, height: view.size, channels: 3, data: view.rgb });
  const files = [{ domain: "rgb", name: `${id}_domain_rgb.png`, bytes: rgb }];
  for (const truth of truths) {
    const bytes = truth.from === "png" ? encodePng(truth.render(view)) : encodeNpy(truth.render(view));
    files.push({ domain: truth.domain, name: `${id}_domain_${truth.suffix}.${truth.from}`, bytes });
  }
  return files;
}
