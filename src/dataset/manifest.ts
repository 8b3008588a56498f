import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Split } from "./layout.ts";

/** `dataset.json`, at the root of a generated data set: how it was made and, once it is complete, what it contains. */
export interface Manifest {
  /** Changes when the same seed would give other bytes. */
  generator: string;
  seed: number;
  imageSize: number;
  views: Record<Split, number>;
  viewsPerScene: number;
  /** Domains written, sorted. */
  domains: string[];
  /** Of all files, or null while scenes are missing. */
  hash: string | null;
}

const NAME = "dataset.json";

/** Null where the folder is no generated data set. */
export async function readManifest(root: string): Promise<Manifest | null> {
  try {
    return JSON.parse(await readFile(join(root, NAME), "utf8")) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

export const writeManifest = (root: string, manifest: Manifest): Promise<void> =>
  replaceFile(join(root, NAME), `${JSON.stringify(manifest, null, 2)}\n`);

/** Readers see the old file or the whole new one. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}
