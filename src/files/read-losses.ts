import { extname } from "node:path";
import { badInput } from "../domain/errors.ts";
import { parseGroups } from "./groups.ts";
import { type Losses, lossesOf, parseLosses } from "./losses.ts";
import { parseNpyLosses } from "./npy-losses.ts";
import { parseParquet } from "./parquet.ts";
import { MAX_DOCUMENT, readBytes, readText } from "./text.ts";

/**
 * Per-image losses of one target: CSV, Parquet, or NPY (`x.npy`) with its names in `x.json`. `groups` names a CSV with the group (scene) of
 * each image. Errors: BAD_INPUT with the place.
 */
export async function readLosses(file: string, groups?: string): Promise<Losses> {
  const losses = await readForm(file);
  if (groups === undefined) return losses;
  if (losses.groups !== null)
    throw badInput(`${file}: its groups are beside it already: allowed is one source of groups`);
  return { ...losses, groups: parseGroups(await readText(groups), groups, losses.images) };
}

async function readForm(file: string): Promise<Losses> {
  switch (extname(file)) {
    case ".parquet":
      return lossesOf(await parseParquet(await readBytes(file), file));
    case ".npy": {
      const sidecar = file.replace(/npy$/, "json");
      return parseNpyLosses(await readBytes(file), await readText(sidecar, MAX_DOCUMENT), file, sidecar);
    }
    default:
      return parseLosses(await readText(file), file);
  }
}
