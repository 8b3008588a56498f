import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { java, neo4jFolder, redisServer } from "../../scripts/setup/locations.mjs";
import { TaskonomyError } from "../domain/errors.ts";

const SETUP = fileURLToPath(new URL("../../scripts/setup.mjs", import.meta.url));

/** Runs the set-up when a program of the embedded services is missing; its progress goes to standard error. */
export async function ensureInstalled(): Promise<void> {
  if (java() !== null && [neo4jFolder(), redisServer()].every(existsSync)) return;
  const setup = spawn(process.execPath, [SETUP], { stdio: ["ignore", 2, 2] });
  const [status] = await once(setup, "exit");
  if (status !== 0) throw new TaskonomyError("SET_UP", "The set-up failed; the lines above say what is missing");
}
