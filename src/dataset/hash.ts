import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { byCodePoint } from "../domain/names.ts";
import { folderOf, ORIGINAL, type Place } from "./layout.ts";
import { replaceFile } from "./manifest.ts";

/** Remembers the hash beside the data, since a full copy takes long to read. */
const MEMORY = "dataset-hash.json";

/**
 * sha256 over path, size and bytes of every file of the buildings. It is remembered in the folder, where that can be written, for as long as no
 * path, size or time of modification changes.
 */
export async function hashFolder(place: Place, buildings: string[]): Promise<string> {
  const root = place.path;
  const files: { path: string; size: number; changed: number }[] = [];
  for (const folder of await foldersOf(place, [...buildings].sort(byCodePoint))) {
    for (const name of (await readdir(folder, { recursive: true })).sort(byCodePoint)) {
      const entry = await stat(join(folder, name));
      const path = relative(root, join(folder, name));
      if (entry.isFile()) files.push({ path, size: entry.size, changed: entry.mtimeMs });
    }
  }
  const fingerprint = createHash("sha256").update(JSON.stringify(files)).digest("hex");
  const memory = join(root, MEMORY);
  const known = await readFile(memory, "utf8").then(JSON.parse, () => null);
  if (known?.fingerprint === fingerprint && typeof known.hash === "string") return known.hash;

  const content = createHash("sha256");
  for (const { path, size } of files) content.update(`${path}\n${size}\n`).update(await readFile(join(root, path)));
  const hash = content.digest("hex");
  await replaceFile(memory, `${JSON.stringify({ fingerprint, hash })}\n`).catch((error: NodeJS.ErrnoException) => {
    if (!["EACCES", "EROFS", "EPERM"].includes(error.code ?? "")) throw error;
  });
  return hash;
}

/** All folders that hold files of the buildings. */
async function foldersOf(place: Place, buildings: string[]): Promise<string[]> {
  if (place.layout === ORIGINAL) return buildings.map((building) => join(place.path, building));
  const domains = (await readdir(place.path)).sort(byCodePoint);
  return buildings.flatMap((building) => domains.map((domain) => folderOf(place, building, domain))).filter(existsSync);
}
