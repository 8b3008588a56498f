import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { readConfig } from "../../src/config.ts";
import { ownServices } from "../../src/services/open.ts";
import type { Addresses } from "../../src/services/services.ts";

declare module "vitest" {
  interface ProvidedContext {
    services: Addresses | null;
  }
}

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
  if (/import [^;]*(helpers|\.)\/services\.ts"/.test(text)) return true;
  const helpers = [...text.matchAll(/helpers\/([\w-]+\.ts)"/g)].map(([, name]) => join(import.meta.dirname, name!));
  const asked = await Promise.all(helpers.filter((helper) => existsSync(helper)).map(asksForServices));
  return asked.includes(true);
}
