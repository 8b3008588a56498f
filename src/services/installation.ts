import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { java, neo4jFolder, redisServer } from "../../scripts/setup/locations.mjs";
import { badInput, TaskonomyError } from "../domain/errors.ts";

const SETUP = fileURLToPath(new URL("../../scripts/setup.mjs", import.meta.url));

/** Runs the set-up when a program of the embedded services is missing; its progress goes to standard error. BAD_INPUT, SET_UP. */
export async function ensureInstalled(): Promise<void> {
  const program = java();
  if (process.env.JAVA_HOME && program !== null && !existsSync(program)) {
    throw badInput(
      "The environment variable JAVA_HOME must name a folder with bin/java, of Java 17 or later, or be unset for the java on the PATH",
    );
  }
  if (program !== null && [neo4jFolder(), redisServer()].every(existsSync)) return;
  const setup = spawn(process.execPath, [SETUP], { stdio: ["ignore", 2, 2] });
  const [status] = await once(setup, "exit");
  if (status !== 0) throw new TaskonomyError("SET_UP", "The set-up failed; the lines above say what is missing");
}
