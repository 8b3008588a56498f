import { type Losses, parseLosses } from "./losses.ts";
import { parseNpyLosses } from "./npy-losses.ts";
import { readBytes, readText } from "./text.ts";

/** Per-image losses of one target: CSV, or NPY (`x.npy`) with its names in `x.json`. Errors: BAD_INPUT with the place. */
export async function readLosses(file: string): Promise<Losses> {
  if (!file.endsWith(".npy")) return parseLosses(await readText(file), file);
  const sidecar = file.replace(/npy$/, "json");
  return parseNpyLosses(await readBytes(file), await readText(sidecar), file, sidecar);
}
