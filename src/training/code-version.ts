import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folders whose code decides an experiment's numbers. */
const FOLDERS = ["dataset", "estimators", "scenes", "tasks", "training"];

let known: string | undefined;

/** The package's version and a hash of the sources that decide numbers, for example `0.1.0+3f9a01c2d4e5`. */
export function codeVersion(): string {
  known ??= compute();
  return known;
}

function compute(): string {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const hash = createHash("sha256");
  for (const folder of FOLDERS) {
    const path = join(root, "src", folder);
    for (const file of readdirSync(path, { recursive: true, encoding: "utf8" }).sort()) {
      if (file.endsWith(".ts"))
        hash
          .update(`${folder}/${file}\0`)
          .update(readFileSync(join(path, file)))
          .update("\0");
    }
  }
  return `${version}+${hash.digest("hex").slice(0, 12)}`;
}
