import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The folder of an installed npm package, in this tree or above it. */
export const packageFolder = (name) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
