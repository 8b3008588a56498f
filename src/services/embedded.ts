import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { TaskonomyError } from "../domain/errors.ts";
import { removeConnection, writeConnection } from "./connection.ts";
import { ensureInstalled } from "./installation.ts";
import { neo4jService } from "./neo4j.ts";
import type { Ownership } from "./owner.ts";
import { redisService } from "./redis.ts";
import type { Services, ServicesConfig } from "./services.ts";
import { type Supervised, supervise } from "./supervise.ts";

/** Starts the embedded services of a home that this process owns; a service given by the environment is not started. */
export async function startEmbedded(
  config: ServicesConfig,
  ownership: Ownership,
  { waitForUsers }: { waitForUsers: boolean },
): Promise<Services> {
  const home = await realpath(config.home); // one spelling, by which a later owner recognises what this one left
  const running: Supervised[] = [];
  const stop = async () => {
    await removeConnection(home);
    await Promise.all(running.map((service) => service.stop()));
    await ownership.release();
  };
  let giveUp!: (reason: TaskonomyError) => void;
  const givenUp = new Promise<TaskonomyError>((resolve) => {
    giveUp = resolve;
  });
  try {
    await removeConnection(home);
    await ensureInstalled();
    await mkdir(join(home, "logs"), { recursive: true });
    const [neo4j, redis] = await Promise.all([
      config.neo4j === null ? neo4jService(home) : null,
      config.redisUrl === null ? redisService(home) : null,
    ]);
    const starting = [neo4j, redis].flatMap((part) => (part === null ? [] : [supervise(part.service, giveUp)]));
    for (const outcome of await Promise.allSettled(starting)) {
      if (outcome.status === "fulfilled") running.push(outcome.value);
    }
    await Promise.all(starting);
    const addresses = {
      neo4j: (config.neo4j ?? neo4j?.address)!,
      redis: { url: (config.redisUrl ?? redis?.url)! },
    };
    await writeConnection(home, { owner: process.pid, ...addresses });
    const close = async () => {
      if (waitForUsers) await ownership.unused();
      await stop();
    };
    return { ...addresses, embedded: true, givenUp, close };
  } catch (error) {
    await stop();
    throw error;
  }
}
