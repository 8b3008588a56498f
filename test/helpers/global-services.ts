import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestProject } from "vitest/node";
import { readConfig } from "../../src/config.ts";
import { ownServices } from "../../src/services/open.ts";
import type { Addresses } from "../../src/services/services.ts";

declare module "vitest" {
  interface ProvidedContext {
    services: Addresses | null;
  }
}

const TESTS = join(import.meta.dirname, "..");

/**
 * One Neo4j and one Redis for a whole test run: those of NEO4J_URI and REDIS_URL where set, else embedded ones in a
 * temporary home. Not started when no selected test file imports test/helpers/services.ts, itself or by a helper.
 */
export default async function startServices(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const asked = await Promise.all(project.vitest.state.getPaths().map((file) => asksForServices(file)));
  if (!asked.includes(true)) {
    project.provide("services", null);
    return undefined;
  }
  const home = await mkdtemp(join(tmpdir(), "taskonomy-tests-"));
  const services = await ownServices({ ...readConfig(), home });
  project.provide("services", { neo4j: services.neo4j, redis: services.redis });
  return async () => {
    await services.close();
    await rm(home, { recursive: true, force: true });
  };
}

async function asksForServices(file: string): Promise<boolean> {
  const text = await readFile(file, "utf8");
  const imported = [...text.matchAll(/from "(\.{1,2}\/[^"]+\.ts)"/g)].map(([, path]) => join(dirname(file), path!));
  if (imported.some((path) => path.endsWith("/helpers/services.ts"))) return true;
  const helpers = imported.filter((path) => path.startsWith(TESTS) && existsSync(path));
  return (await Promise.all(helpers.map(asksForServices))).includes(true);
}
