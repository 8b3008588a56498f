import { existsSync } from "node:fs";
import { decodePointInfo } from "../tasks/point-info.ts";
import type { PointInfo } from "../tasks/view.ts";
import { invalid } from "./invalid.ts";
import { fileOf, type Place, type View } from "./layout.ts";
import { readBytes } from "./read.ts";

/** Domain and suffix: of the data set's releases, and of what the original's code reads. */
const NAMES = [
  ["point_info", "point_info"],
  ["point_info", "fixatedpose"],
  ["points", "fixatedpose"],
  ["points", "point_info"],
] as const;

/** The file that tells of a view's camera, whatever it is called; where there is none, the one that should be there. */
export function pointInfoFile(place: Place, view: View): string {
  const files = NAMES.map(([domain, suffix]) => fileOf(place, view, domain, suffix, "json"));
  return files.find(existsSync) ?? files[0]!;
}

/** Where a view was taken from and what it fixates. Throws DATASET_INVALID. */
export function readPointInfo(place: Place, view: View): PointInfo {
  const file = pointInfoFile(place, view);
  const info = decodePointInfo(parse(readBytes(file).toString("utf8"), file));
  if (info === null) {
    throw invalid(
      file,
      "it needs point_uuid, camera_location, camera_rotation_final or camera_rotation_final_quaternion, and field_of_view_rads as numbers",
    );
  }
  return info;
}

function parse(text: string, file: string): object {
  try {
    return Object(JSON.parse(text));
  } catch (cause) {
    throw invalid(file, "no JSON object", cause);
  }
}
