import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cached } from "../scripts/setup/cache.mjs";

const PACKAGES = {
  "neo4j-graphql": ["@neo4j/graphql@7.6.3", "neo4j-driver@6.3.0", "graphql@16.15.0", "@apollo/server@5.5.1"],
};

/** A folder of npm packages that benches compare with, installed once under the cache folder. */
export const installed = (packages: keyof typeof PACKAGES): Promise<string> =>
  cached(`bench-${packages}`, async (draft) => {
    await writeFile(join(draft, "package.json"), JSON.stringify({ private: true }));
    const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--save-exact"];
    await promisify(execFile)("npm", ["install", ...options, ...PACKAGES[packages]], { cwd: draft });
  });
