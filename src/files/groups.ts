import { badInput } from "../domain/errors.ts";
import { parseCsv } from "./csv.ts";
import { columnsOf } from "./rows.ts";

/** The group (scene) of each image, from a CSV text `image,group` that may name other images too. Errors: BAD_INPUT with `file:line`. */
export function parseGroups(text: string, file: string, images: string[]): string[] {
  const [header, ...rows] = parseCsv(text, file);
  const at = columnsOf(header!, ["image", "group"]);
  const groups = new Map<string, string>();
  for (const { cells, place } of rows) {
    const image = cells[at.image]!;
    if (groups.has(image)) throw badInput(`${place}: image ${image} is there twice`);
    const group = cells[at.group]!;
    if (group === "") throw badInput(`${place}: the group of image ${image} is empty: allowed is any name`);
    groups.set(image, group);
  }
  return images.map((image) => {
    const group = groups.get(image);
    if (group === undefined) throw badInput(`${file}: image ${image} has no row: every image of the losses needs one`);
    return group;
  });
}
