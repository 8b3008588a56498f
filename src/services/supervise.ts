import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { TaskonomyError } from "../domain/errors.ts";
import { endOrphan, pidFile } from "./orphan.ts";
import type { Service } from "./service.ts";

const GUARD = fileURLToPath(new URL("guard.mjs", import.meta.url));
const GRACE_MS = 10_000;
const DEATHS_A_MINUTE = 5;

export interface Supervised {
  stop(): Promise<void>;
}

/**
 * Starts a service under a guard and resolves once it answers. While this process lives, a service that ends is
 * started again on its old port; when it ends more than five times in a minute, `onGivenUp` gets the reason.
 */
export async function supervise(service: Service, onGivenUp: (reason: TaskonomyError) => void): Promise<Supervised> {
  let stopping = false;
  let guard = await start(service);

  const keepAlive = async () => {
    let deaths: number[] = [];
    for (;;) {
      await guard.ended;
      if (stopping) return;
      deaths = [...deaths.filter((time) => time > Date.now() - 60_000), Date.now()];
      if (deaths.length > DEATHS_A_MINUTE) throw await failure(service, "keeps ending");
      process.stderr.write(`${service.name} ended unexpectedly and is started again\n`);
      await endOrphan(service);
      if (stopping) return;
      guard = launch(service);
    }
  };
  keepAlive().catch(onGivenUp);

  return {
    async stop() {
      stopping = true;
      guard.process.stdin?.end();
      await guard.ended;
    },
  };
}

interface Guard {
  process: ChildProcess;
  ended: Promise<unknown>;
}

async function start(service: Service): Promise<Guard> {
  await endOrphan(service);
  const guard = launch(service);
  const deadline = Date.now() + service.patience * 1000;
  while (!(await service.answers())) {
    const ended = guard.process.exitCode !== null || guard.process.signalCode !== null;
    if (!ended && Date.now() < deadline) await sleep(50);
    else {
      guard.process.stdin?.end();
      await guard.ended;
      throw await failure(service, ended ? "ended while starting" : `did not answer within ${service.patience} s`);
    }
  }
  return guard;
}

/** Detached: a Ctrl-C in the terminal reaches the owner alone, which then stops its services in order. */
function launch(service: Service): Guard {
  const log = openSync(service.log, "a", 0o600);
  const args = [GUARD, pidFile(service), String(GRACE_MS), ...service.command];
  const process_ = spawn(process.execPath, args, { cwd: service.folder, detached: true, stdio: ["pipe", log, log] });
  closeSync(log);
  process_.stdin?.on("error", () => {}); // the guard may be gone when its input is closed
  return { process: process_, ended: once(process_, "exit") };
}

async function failure(service: Service, what: string): Promise<TaskonomyError> {
  const log = await readFile(service.log, "utf8").catch(() => "");
  const last = log.trim().split("\n").slice(-3).join(" | ");
  return new TaskonomyError("SET_UP", `The embedded ${service.name} ${what}; ${service.log} ends with: ${last}`);
}
