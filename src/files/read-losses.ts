import { extname } from "node:path";
import { type Losses, lossesOf, parseLosses } from "./losses.ts";
import { parseNpyLosses } from "./npy-losses.ts";
import { parseParquet } from "./parquet.ts";
import { readBytes, readText } from "./text.ts";

/** Per-image losses of one target: CSV, Parquet, or NPY (`x.npy`) with its names in `x.json`. Errors: BAD_INPUT with the place. */
export async function readLosses(file: string): Promise<Losses> {
  switch (extname(file)) {
    case ".parquet":
      return lossesOf(await parseParquet(await readBytes(file), file));
    case ".npy": {
      const sidecar = file.replace(/npy$/, "json");
      return parseNpyLosses(await readBytes(file), await readText(sidecar), file, sidecar);
    }
    default:
      return parseLosses(await readText(file), file);
  }
}
