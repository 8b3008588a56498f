import { badInput } from "../domain/errors.ts";
import { type NamedSources, namedSources } from "../domain/pseudo-source.ts";
import { parseNumber, parseSources } from "./cells.ts";
import { parseCsv } from "./csv.ts";
import type { Row } from "./rows.ts";

/** A source set, its names sorted. */
export interface LossRow extends NamedSources {
  /** One an image. */
  losses: Float32Array;
}

export interface Losses {
  /** Image ids, in the order of the file. */
  images: string[];
  /** The group (scene) of each image, where the file tells it. */
  groups: string[] | null;
  rows: LossRow[];
}

/** `lossesOf` a CSV text. */
export const parseLosses = (text: string, file: string): Losses => lossesOf(parseCsv(text, file));

/**
 * Per-image losses of one target: a row a source set, with a column `sources` and one an image. Losses are finite 32-bit floats, of
 * either sign. Errors: BAD_INPUT with the place.
 */
export function lossesOf([header, ...rows]: Row[]): Losses {
  const at = header!.cells.indexOf("sources");
  if (at < 0) throw badInput(`${header!.place}: no column sources: needed are sources and a column an image`);
  const images = header!.cells.toSpliced(at, 1);
  if (images.length === 0) throw badInput(`${header!.place}: no image: a column an image is needed`);
  if (images.includes("")) throw badInput(`${header!.place}: an image without an id`);

  const places = new Map<string, string>();
  const parsed = rows.map(({ cells, place }): LossRow => {
    const sources = parseSources(cells[at]!, place);
    const values = cells.toSpliced(at, 1);
    const key = sources.join("+");
    const earlier = places.get(key);
    if (earlier !== undefined) throw badInput(`${place}: sources ${key} are at ${earlier} already`);
    places.set(key, place);
    const losses = Float32Array.from(images, (image, i) => {
      const loss = Math.fround(parseNumber(values[i]!, place, `loss of image ${image}`));
      if (!Number.isFinite(loss)) throw badInput(`${place}: loss of image ${image}: too large for a 32-bit float`);
      return loss;
    });
    return { ...namedSources(sources), losses };
  });
  return { images, groups: null, rows: parsed };
}
