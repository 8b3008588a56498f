import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { TaskonomyError } from "../domain/errors.ts";
import { readConnection } from "./connection.ts";
import { startEmbedded } from "./embedded.ts";
import { findOwner, takeOwnership } from "./owner.ts";
import type { Services, ServicesConfig } from "./services.ts";

/**
 * The services for one command: those of the environment, else the embedded ones that run already, else embedded ones
 * started now. Those end at `close`, after other commands that came to use them meanwhile.
 */
export async function openServices(config: ServicesConfig): Promise<Services> {
  const given = givenServices(config);
  if (given !== null) return given;
  await mkdir(config.home, { recursive: true, mode: 0o700 });
  for (;;) {
    const ownership = await takeOwnership(config.home);
    if (ownership !== null) return startEmbedded(config, ownership, { waitForUsers: true });
    const running = await joinRunning(config);
    if (running !== null) return running;
  }
}

/**
 * The services for a process that stays: those of the environment, else embedded ones started now and stopped at
 * `close`. HOME_IN_USE when another process runs them already.
 */
export async function ownServices(config: ServicesConfig): Promise<Services> {
  const given = givenServices(config);
  if (given !== null) return given;
  await mkdir(config.home, { recursive: true, mode: 0o700 });
  const ownership = await takeOwnership(config.home);
  if (ownership !== null) return startEmbedded(config, ownership, { waitForUsers: false });
  const owner = await findOwner(config.home);
  owner?.leave();
  const who = owner === null ? "another process" : `process ${owner.pid}`;
  throw new TaskonomyError("HOME_IN_USE", `${config.home} is in use by ${who}: stop it, or set another TASKONOMY_HOME`);
}

function givenServices({ neo4j, redisUrl }: ServicesConfig): Services | null {
  if (neo4j === null || redisUrl === null) return null;
  return { neo4j, redis: { url: redisUrl }, embedded: false, givenUp: new Promise(() => {}), close: async () => {} };
}

/** Waits for the owner's services and uses them; null when the owner ends before they are up. */
async function joinRunning(config: ServicesConfig): Promise<Services | null> {
  const owner = await findOwner(config.home);
  if (owner === null) return null;
  let ended = false;
  owner.left.then(() => {
    ended = true;
  });
  while (!ended) {
    const connection = await readConnection(config.home, owner.pid);
    if (connection !== null) {
      return {
        neo4j: config.neo4j ?? connection.neo4j,
        redis: config.redisUrl === null ? connection.redis : { url: config.redisUrl },
        embedded: true,
        givenUp: new Promise(() => {}),
        close: async () => owner.leave(),
      };
    }
    await sleep(100);
  }
  return null;
}
