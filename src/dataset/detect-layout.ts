import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { byCodePoint } from "../domain/names.ts";
import { invalid } from "./invalid.ts";
import { BY_DOMAIN, byComponent, isRgbFile, type Layout, ORIGINAL } from "./layout.ts";

const ALLOWED =
  "allowed are <building>/rgb/, rgb/<building>/ or rgb/<component>/<building>/ with point_0_view_0_domain_rgb.png and so on";

/** The layout of a folder, told by where its rgb images lie, and the buildings in it. Throws DATASET_INVALID where that is not clear. */
export async function detectLayout(root: string): Promise<{ layout: Layout; buildings: string[] }> {
  const { folders } = await look(root);
  const withRgb: string[] = [];
  for (const name of folders) if ((await look(join(root, name))).folders.includes("rgb")) withRgb.push(name);
  if (!folders.includes("rgb")) {
    if (withRgb.length === 0) throw invalid(root, `there is no rgb folder in it: ${ALLOWED}`);
    return { layout: ORIGINAL, buildings: folders };
  }
  if (withRgb.length > 0) throw invalid(root, `it holds rgb/ and ${withRgb[0]}/rgb/, one layout at a time: ${ALLOWED}`);
  return detectBelow(join(root, "rgb"));
}

/** The same where the root has a folder for each domain. */
async function detectBelow(rgb: string): Promise<{ layout: Layout; buildings: string[] }> {
  const top = await look(rgb);
  if (top.images) throw invalid(rgb, `it holds images itself, as in the folder of one building: ${ALLOWED}`);
  const buildings: string[] = [];
  const components: string[] = [];
  for (const name of top.folders) {
    const { images, folders } = await look(join(rgb, name));
    if (images) buildings.push(name);
    else if (folders.length > 0) components.push(name);
  }
  const [component] = components;
  if (component === undefined) return { layout: BY_DOMAIN, buildings };
  if (components.length > 1) throw invalid(rgb, `it holds the components ${components.join(", ")}: one is allowed`);
  if (buildings.length > 0) {
    throw invalid(
      rgb,
      `${buildings[0]}/ holds images and ${component}/ holds folders, one layout at a time: ${ALLOWED}`,
    );
  }
  return { layout: byComponent(component), buildings: (await look(join(rgb, component))).folders };
}

/** The folders in a folder, hidden ones left out and links followed, and whether there are rgb images of views. */
async function look(folder: string): Promise<{ folders: string[]; images: boolean }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: Error) => {
    throw invalid(folder, "no folder that can be read", cause);
  });
  const folders: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const linked = entry.isSymbolicLink() && (await stat(join(folder, entry.name))).isDirectory();
    if (linked || entry.isDirectory()) folders.push(entry.name);
  }
  return { folders: folders.sort(byCodePoint), images: entries.some(({ name }) => isRgbFile(name)) };
}
