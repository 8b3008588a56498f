import { encodeNpy } from "../dataset/npy.ts";
import { encodePng } from "../dataset/png.ts";
import { fileTruths } from "../tasks/file-truths.ts";
import { encodePointInfo } from "../tasks/point-info.ts";
import { taskDefinition } from "../tasks/registry.ts";
import type { FileTruth } from "../tasks/task.ts";
import type { SceneView } from "./scene.ts";

/** What has to be written for these tasks besides the image, by domain. */
export function truthsOf(tasks: string[]): Map<string, FileTruth> {
  const truths = new Map<string, FileTruth>();
  for (const name of tasks) {
    for (const truth of fileTruths(taskDefinition(name).groundTruth)) truths.set(truth.domain, truth);
  }
  return truths;
}

export interface NewFile {
  domain: string;
  name: string;
  bytes: Uint8Array;
}

/** The files of one view, in the original layout and encodings. Views besides a point's first have no ground truth of their own. */
export function filesOf(view: SceneView, building: string, truths: Iterable<FileTruth>): NewFile[] {
  const { rendered, point } = view;
  const id = `point_${point}_view_${view.view}`;
  const rgb = encodePng({ width: rendered.size, height: rendered.size, channels: 3, data: rendered.rgb });
  const files = [{ domain: "rgb", name: `${id}_domain_rgb.png`, bytes: rgb }];
  for (const truth of truths) {
    if (view.view > 0 && truth.from !== "json") continue;
    const name = `${id}_domain_${truth.suffix}.${truth.from}`;
    files.push({ domain: truth.domain, name, bytes: encode(truth, view, building) });
  }
  return files;
}

function encode(truth: FileTruth, { rendered, point, view, fixation }: SceneView, building: string): Uint8Array {
  switch (truth.from) {
    case "png":
      return encodePng(truth.render(rendered));
    case "npy":
      return encodeNpy(truth.render(rendered));
    case "json": {
      const info = { camera: rendered.camera, point: `${building}/${point}` };
      return Buffer.from(JSON.stringify(encodePointInfo(info, fixation, view, rendered.size)));
    }
  }
}
