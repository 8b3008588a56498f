import { join } from "node:path";
import { byCodePoint } from "../domain/names.ts";

export type Split = "train" | "val" | "test";
export const SPLITS: readonly Split[] = ["train", "val", "test"];

/** Where files lie below the root of a data set, `<building>` and `<domain>` standing for the names of both. */
export type Layout = string;

/** As the data set was published first, and as the generator writes. */
export const ORIGINAL: Layout = "<building>/<domain>";
/** What Omnidata's PyTorch code reads. */
export const BY_DOMAIN: Layout = "<domain>/<building>";
/** What Omnidata's downloader writes; a component is one of its data sets, for example `taskonomy`. */
export const byComponent = (component: string): Layout => `<domain>/${component}/<building>`;

/** A data set's place, as far as finding its files goes. */
export interface Place {
  path: string;
  layout: Layout;
}

export interface View {
  building: string;
  /** For example `point_3_view_1`. */
  id: string;
  /** What it fixates, within its scene; several views may share it. */
  point: number;
  /** What splits and bootstraps go by: the building. */
  scene: string;
}

const RGB_FILE = /^(point_(\d+)_view_(\d+))_domain_rgb\.png$/;

export const isRgbFile = (name: string): boolean => RGB_FILE.test(name);

/** The views of a building by the names of its rgb files, in the order of point and view. */
export function viewsOf(building: string, rgbFiles: string[]): View[] {
  const found = rgbFiles.flatMap((file) => {
    const match = RGB_FILE.exec(file);
    return match ? [{ id: match[1]!, point: Number(match[2]), view: Number(match[3]) }] : [];
  });
  found.sort((a, b) => a.point - b.point || a.view - b.view || byCodePoint(a.id, b.id));
  return found.map(({ id, point }) => ({ building, id, point, scene: building }));
}

/** Views by their points, all in the order given. */
export function byPoint(views: View[]): ReadonlyMap<number, View[]> {
  const points = new Map<number, View[]>();
  for (const view of views) points.set(view.point, [...(points.get(view.point) ?? []), view]);
  return points;
}

export const firstOfPoints = (points: ReadonlyMap<number, View[]>): View[] =>
  [...points.values()].map(([view]) => view!);

/** The folder of one domain of a building. */
export function folderOf({ path, layout }: Place, building: string, domain: string): string {
  return join(
    path,
    layout.replace("<building>", () => building).replace("<domain>", () => domain),
  );
}

export function fileOf(
  place: Place,
  view: View,
  domain: string,
  suffix: string,
  extension: "png" | "npy" | "json",
): string {
  return join(folderOf(place, view.building, domain), `${view.id}_domain_${suffix}.${extension}`);
}

export const rgbFile = (place: Place, view: View): string => fileOf(place, view, "rgb", "rgb", "png");
