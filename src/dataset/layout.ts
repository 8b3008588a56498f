import { join } from "node:path";
import { byCodePoint } from "../domain/names.ts";

/** The original layout: `<building>/<domain>/point_<P>_view_<V>_domain_<suffix>.<extension>`. */

export type Split = "train" | "val" | "test";
export const SPLITS: readonly Split[] = ["train", "val", "test"];

export interface View {
  building: string;
  /** For example `point_3_view_1`. */
  id: string;
  /** What splits and bootstraps go by: the building. */
  scene: string;
}

const RGB_FILE = /^(point_(\d+)_view_(\d+))_domain_rgb\.png$/;

/** The views of a building by the names of its rgb files, in the order of point and view. */
export function viewsOf(building: string, rgbFiles: string[]): View[] {
  const found = rgbFiles.flatMap((file) => {
    const match = RGB_FILE.exec(file);
    return match ? [{ id: match[1]!, point: Number(match[2]), view: Number(match[3]) }] : [];
  });
  found.sort((a, b) => a.point - b.point || a.view - b.view || byCodePoint(a.id, b.id));
  return found.map(({ id }) => ({ building, id, scene: building }));
}

export function fileOf(root: string, view: View, domain: string, suffix: string, extension: "png" | "npy"): string {
  return join(root, view.building, domain, `${view.id}_domain_${suffix}.${extension}`);
}

export const rgbFile = (root: string, view: View): string => fileOf(root, view, "rgb", "rgb", "png");
