import { decodePointInfo } from "../tasks/point-info.ts";
import type { PointInfo } from "../tasks/view.ts";
import { invalid } from "./invalid.ts";
import { readBytes } from "./read.ts";

/** Where a view was taken from and what it fixates. Throws DATASET_INVALID. */
export function readPointInfo(file: string): PointInfo {
  const info = decodePointInfo(parse(readBytes(file).toString("utf8"), file));
  if (info === null) {
    throw invalid(
      file,
      "it needs point_uuid, camera_location, camera_rotation_final_quaternion and field_of_view_rads as numbers",
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
