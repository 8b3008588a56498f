import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { redisServer } from "../../scripts/setup/locations.mjs";
import { exchange } from "./exchange.ts";
import { freePort } from "./port.ts";
import { secretIn, writePrivately } from "./secret.ts";
import type { Service } from "./service.ts";

/** The embedded Redis of a home: an append-only file, nothing evicted, one loopback port, a password. */
export async function redisService(home: string): Promise<{ service: Service; url: string }> {
  const folder = join(home, "redis");
  await mkdir(folder, { recursive: true });
  const password = await secretIn(join(folder, "password"));
  const port = await freePort();
  const configuration = join(folder, "redis.conf");
  await writePrivately(configuration, settings(port, password));
  const service: Service = {
    name: "Redis",
    command: [redisServer(), configuration],
    marker: configuration,
    folder,
    log: join(home, "logs/redis.log"),
    answers: async () => String(await exchange(port, `AUTH ${password}\r\nPING\r\n`)).startsWith("+OK"),
    patience: 60,
  };
  return { service, url: `redis://:${password}@127.0.0.1:${port}` };
}

const settings = (port: number, password: string): string =>
  [
    "bind 127.0.0.1",
    `port ${port}`,
    `requirepass ${password}`,
    "appendonly yes",
    "appendfsync everysec",
    'save ""',
    "maxmemory-policy noeviction",
    "set-proc-title no", // the command line goes on naming this file
    "",
  ].join("\n");
