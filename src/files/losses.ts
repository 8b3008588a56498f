import { badInput } from "../domain/errors.ts";
import { parseNumber, parseSources } from "./cells.ts";
import { parseCsv } from "./csv.ts";

export interface LossRow {
  /** Sorted; empty for the pseudo-sources `self` and `pixels`. */
  sources: string[];
  self: boolean;
  pixels: boolean;
  /** One an image. */
  losses: Float32Array;
}

export interface Losses {
  /** Image ids, in the order of the file. */
  images: string[];
  rows: LossRow[];
}

/**
 * Per-image losses of one target: header `sources,<image id>,...`, then a row a source set. Losses are finite 32-bit floats, of
 * either sign. Errors: BAD_INPUT with `file:line`.
 */
export function parseLosses(text: string, file: string): Losses {
  const [header, ...rows] = parseCsv(text, file);
  const [first, ...images] = header!.cells;
  if (first !== "sources") throw badInput(`${header!.place}: first column ${first}: allowed is sources`);
  if (images.length === 0) throw badInput(`${header!.place}: no image: a column an image is needed`);
  if (images.includes("")) throw badInput(`${header!.place}: an image without an id`);

  const places = new Map<string, string>();
  const parsed = rows.map(({ cells, place }): LossRow => {
    const sources = parseSources(cells[0]!, place);
    const key = sources.join("+");
    const earlier = places.get(key);
    if (earlier !== undefined) throw badInput(`${place}: sources ${key} are at ${earlier} already`);
    places.set(key, place);
    const losses = Float32Array.from(images, (image, i) => {
      const loss = Math.fround(parseNumber(cells[i + 1]!, place, `loss of image ${image}`));
      if (!Number.isFinite(loss)) throw badInput(`${place}: loss of image ${image}: too large for a 32-bit float`);
      return loss;
    });
    const self = key === "self";
    const pixels = key === "pixels";
    return { sources: self || pixels ? [] : sources, self, pixels, losses };
  });
  return { images, rows: parsed };
}
