import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { SetupError } from "./run.mjs";

/** The folder of package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The folder of an installed npm package, in this tree or above it. */
export function packageFolder(name) {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    throw new SetupError(`The npm package ${name} is missing: run "npm ci" without leaving out optional packages`);
  }
}
