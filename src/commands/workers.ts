import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config.ts";
import { TaskonomyError } from "../domain/errors.ts";
import type { Addresses } from "../services/services.ts";

/** Training is single-threaded: two workers use the two cores that every machine has. */
const WORKERS = 2;
/** A worker that ends by itself is started again, so many times in ten minutes: half a minute may pass until it finds no Neo4j. */
const RESTARTS = 5;
const RECENT_MS = 600_000;

const SCRIPT = fileURLToPath(new URL("../worker.ts", import.meta.url));
const LOADER = import.meta.resolve("tsx");

export interface Workers {
  /** Resolves with the reason when a worker keeps ending. */
  givenUp: Promise<TaskonomyError>;
  close(): Promise<void>;
}

/** Starts worker processes on the given services; each writes `logs/worker-<n>.log` under the home and ends with this process. */
export function startWorkers(config: Config, { neo4j, redis }: Addresses, count = WORKERS): Workers {
  const logs = join(config.home, "logs");
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  // Passwords travel in the environment: a command line can be read by every user of the machine.
  const env = {
    ...process.env,
    NEO4J_URI: neo4j.uri,
    NEO4J_USER: neo4j.user,
    NEO4J_PASSWORD: neo4j.password,
    NEO4J_DATABASE: neo4j.database,
    REDIS_URL: redis.url,
    TASKONOMY_HOME: config.home,
  };
  const running = new Map<number, ChildProcess>();
  let closing = false;
  let giveUp!: (reason: TaskonomyError) => void;
  const givenUp = new Promise<TaskonomyError>((resolve) => {
    giveUp = resolve;
  });

  function start(index: number, ends: number[]): void {
    const path = join(logs, `worker-${index + 1}.log`);
    const log = openSync(path, "a", 0o600);
    const worker = fork(SCRIPT, { execArgv: ["--import", LOADER], env, stdio: ["ignore", log, log, "ipc"] });
    closeSync(log);
    running.set(index, worker);
    worker.once("exit", () => {
      running.delete(index);
      if (closing) return;
      const recent = [...ends, Date.now()].filter((time) => Date.now() - time < RECENT_MS);
      if (recent.length <= RESTARTS) return start(index, recent);
      giveUp(new TaskonomyError("INTERNAL", `Worker ${index + 1} keeps ending; ${path} says why`));
    });
  }
  for (let index = 0; index < count; index++) start(index, []);

  return {
    givenUp,
    async close() {
      closing = true;
      const ended = [...running.values()].map((worker) => once(worker, "exit"));
      for (const worker of running.values()) worker.kill("SIGTERM");
      await Promise.all(ended);
    },
  };
}
