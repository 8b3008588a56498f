import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { byCodePoint } from "../domain/names.ts";
import { replaceFile } from "./manifest.ts";

/** Remembers the hash beside the data, since a full copy takes long to read. */
const MEMORY = "dataset-hash.json";

/**
 * sha256 over path, size and bytes of every file of the buildings. It is remembered in the folder, where that can be written, for as long as no
 * path, size or time of modification changes.
 */
export async function hashFolder(root: string, buildings: string[]): Promise<string> {
  const files: { path: string; size: number; changed: number }[] = [];
  for (const building of [...buildings].sort(byCodePoint)) {
    for (const path of (await readdir(join(root, building), { recursive: true })).sort(byCodePoint)) {
      const entry = await stat(join(root, building, path));
      if (entry.isFile()) files.push({ path: `${building}/${path}`, size: entry.size, changed: entry.mtimeMs });
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
