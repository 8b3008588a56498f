import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { byCodePoint } from "../domain/names.ts";
import { detectLayout } from "./detect-layout.ts";
import { hashFolder } from "./hash.ts";
import { invalid } from "./invalid.ts";
import {
  byPoint,
  firstOfPoints,
  folderOf,
  type Place,
  rgbFile,
  SPLITS,
  type Split,
  type View,
  viewsOf,
} from "./layout.ts";
import { readManifest } from "./manifest.ts";
import { readPng } from "./png.ts";
import { type Buildings, drawSplits, parseSplits, spread } from "./splits.ts";

export interface Dataset extends Place {
  /** Identifies the contents of all files. */
  hash: string;
  /** Pixels per side, as loaded. */
  imageSize: number;
  /** Pixels per side of the files, a multiple of `imageSize`. */
  fileSize: number;
  /** Made by the generator, which has its own classes. */
  generated: boolean;
  /** No scene is in two splits; any first so many views of a split are spread over its scenes. */
  splits: Record<Split, View[]>;
  /** All views by scene and point, in their order: also those that only complete an example of several views. */
  scenes: ReadonlyMap<string, ReadonlyMap<number, View[]>>;
}

/**
 * Opens generated data or a copy of the original, in any of its layouts. Splits come from the one `train_val_test_*.csv` in the folder, else
 * are drawn by building. Files larger than `imageSize` (by default their own size) are reduced when loaded. Throws DATASET_INVALID.
 */
export async function openDataset(path: string, imageSize?: number): Promise<Dataset> {
  const entries = await readdir(path).catch((cause: Error) => {
    throw invalid(path, "no folder that can be read", cause);
  });
  const manifest = await readManifest(path);
  if (manifest && manifest.hash === null)
    throw invalid(path, "the generated data set is incomplete, generate the rest of it");
  const { layout, buildings: present } = await detectLayout(path);
  const place = { path, layout };
  const tables = entries.filter((name) => /^train_val_test.*\.csv$/.test(name));
  const buildings = await readSplits(path, tables, present);

  const splits: Record<Split, View[]> = { train: [], val: [], test: [] };
  const scenes = new Map<string, ReadonlyMap<number, View[]>>();
  for (const split of SPLITS) {
    const listed: View[][] = [];
    for (const building of buildings[split]) {
      const views = await viewsIn(place, building);
      const points = byPoint(views);
      scenes.set(building, points);
      listed.push(manifest ? firstOfPoints(points) : views);
    }
    splits[split] = spread(listed, split);
    if (splits[split].length === 0) throw invalid(path, `no view in the ${split} split`);
  }
  const first = rgbFile(place, splits.train[0]!);
  const fileSize = readPng(first, { channels: 3, depth: 8 }).width;
  const size = imageSize ?? fileSize;
  if (fileSize % size !== 0) throw invalid(first, `its ${fileSize} pixels cannot be reduced to ${size} evenly`);
  const hash =
    manifest?.hash ??
    (await hashFolder(
      place,
      SPLITS.flatMap((split) => buildings[split]),
    ));
  return { ...place, hash, imageSize: size, fileSize, generated: manifest !== null, splits, scenes };
}

/** Buildings that a split file names beyond those in the folder are left out: people hold parts of the data. */
async function readSplits(path: string, tables: string[], present: string[]): Promise<Buildings> {
  if (tables.length === 0) return drawSplits(present);
  if (tables.length > 1) throw invalid(path, `${tables.sort(byCodePoint).join(", ")}: one split file is allowed`);
  const file = join(path, tables[0]!);
  const named = parseSplits(await readFile(file, "utf8"), file);
  const here = new Set(present);
  const kept = (split: Split): string[] => named[split].filter((building) => here.has(building));
  return { train: kept("train"), val: kept("val"), test: kept("test") };
}

async function viewsIn(place: Place, building: string): Promise<View[]> {
  const folder = folderOf(place, building, "rgb");
  const files = await readdir(folder).catch((cause: Error) => {
    throw invalid(folder, "the folder is missing", cause);
  });
  return viewsOf(building, files);
}
