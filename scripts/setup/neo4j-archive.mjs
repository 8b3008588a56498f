import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { cached } from "./cache.mjs";
import { java, neo4jArchive } from "./locations.mjs";
import { neo4jArguments, neo4jSettings } from "./neo4j-launch.mjs";
import { endWithThisProcess, run } from "./run.mjs";
import { step } from "./step.mjs";

/**
 * Records the classes that Neo4j loads when it starts, which makes later starts about a third shorter. The archive
 * holds for one build of Java. Where recording fails nothing is lost but those seconds.
 */
export async function setUpNeo4jArchive() {
  const folder = dirname(neo4jArchive());
  const build = await run(java(), ["-version"]);
  if (existsSync(folder) && readFileSync(join(folder, "java.txt"), "utf8") === build) return;
  await rm(folder, { recursive: true, force: true });
  await step("Neo4j class archive", () =>
    cached(folder, async (draft) => {
      await writeFile(join(draft, "java.txt"), build);
      await record(join(draft, "home"), join(draft, "app.jsa"));
      await rm(join(draft, "home"), { recursive: true });
    }),
  );
}

async function record(home, archive) {
  await mkdir(join(home, "conf"), { recursive: true });
  await writeFile(join(home, "conf/neo4j.conf"), neo4jSettings(0, { authentication: false }));
  await writeFile(join(home, "java.args"), neo4jArguments(home, `-XX:ArchiveClassesAtExit=${archive}`).join("\n"));
  const server = spawn(java(), [`@${join(home, "java.args")}`], {
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  const release = endWithThisProcess(server);
  const ended = once(server, "exit");
  const timer = setTimeout(() => server.kill("SIGKILL"), 180_000);
  for await (const line of createInterface(server.stdout)) {
    if (line.endsWith("Started.")) server.kill("SIGTERM");
  }
  await ended;
  release();
  clearTimeout(timer);
}
