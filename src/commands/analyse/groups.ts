import { badInput } from "../../domain/errors.ts";
import { parseCsv } from "../../files/csv.ts";
import { columnsOf } from "../../files/rows.ts";
import { readText } from "../../files/text.ts";

/** The group (scene) of each image, from a CSV `image,group` that may name other images too. Errors: BAD_INPUT with `file:line`. */
export async function readGroups(file: string, images: string[]): Promise<string[]> {
  const [header, ...rows] = parseCsv(await readText(file), file);
  const at = columnsOf(header!, ["image", "group"]);
  const groups = new Map<string, string>();
  for (const { cells, place } of rows) {
    const image = cells[at.image]!;
    if (groups.has(image)) throw badInput(`${place}: image ${image} is there twice`);
    const group = cells[at.group]!.trim();
    if (group === "") throw badInput(`${place}: the group of image ${image} is empty, allowed is any name`);
    groups.set(image, group);
  }
  return images.map((image) => {
    const group = groups.get(image);
    if (group === undefined) throw badInput(`${file}: image ${image} has no row: every image of the losses needs one`);
    return group;
  });
}
