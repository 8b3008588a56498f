import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** What the set-up fetches or builds; outside the tree, shared by all clones, safe to delete. */
export const cacheHome = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "taskonomy-graph");

/**
 * The cached folder `name`, made by `build(folder)` when it is not there. It appears whole or not at all: it is built
 * under another name and renamed; when two set-ups race, the first one wins.
 */
export async function cached(name, build) {
  const folder = resolve(cacheHome, name);
  if (existsSync(folder)) return folder;
  await mkdir(cacheHome, { recursive: true });
  const draft = await mkdtemp(join(cacheHome, ".draft-"));
  try {
    await build(draft, folder);
    await rename(draft, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}
