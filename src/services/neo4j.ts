import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { java, neo4jArchive } from "../../scripts/setup/locations.mjs";
import { neo4jArguments, neo4jSettings } from "../../scripts/setup/neo4j-launch.mjs";
import { TaskonomyError } from "../domain/errors.ts";
import { exchange } from "./exchange.ts";
import { initialPassword } from "./neo4j-password.ts";
import { freePort } from "./port.ts";
import { secretIn, writePrivately } from "./secret.ts";
import type { Service } from "./service.ts";
import type { GraphAddress } from "./services.ts";

const USER = "neo4j";

/** The embedded Neo4j Community of a home: Bolt on one loopback port, a password, its data kept in the home. */
export async function neo4jService(home: string): Promise<{ service: Service; address: GraphAddress }> {
  const folder = join(home, "neo4j");
  const password = await passwordOf(folder);
  const port = await freePort();
  await writeFile(join(folder, "conf/neo4j.conf"), neo4jSettings(port, { authentication: true }));
  const args = join(folder, "java.args");
  await writeFile(args, neo4jArguments(folder, `-XX:SharedArchiveFile=${neo4jArchive()}`).join("\n"));
  const service: Service = {
    name: "Neo4j",
    command: [java() ?? "java", `@${args}`],
    marker: args,
    folder,
    log: join(home, "logs/neo4j.log"),
    answers: async () => (await exchange(port, BOLT_HANDSHAKE)) !== null,
    patience: 300, // a restart after a large load replays its log
  };
  return { service, address: { uri: `bolt://127.0.0.1:${port}`, user: USER, password, database: "neo4j" } };
}

async function passwordOf(folder: string): Promise<string> {
  const file = join(folder, "password");
  const store = join(folder, "data/dbms");
  if (existsSync(join(folder, "data/databases")) && !existsSync(file)) {
    throw new TaskonomyError("SET_UP", `${file} is missing, without which the data beside it cannot be opened`);
  }
  await mkdir(join(folder, "conf"), { recursive: true });
  await mkdir(store, { recursive: true });
  const password = await secretIn(file);
  const initial = join(store, "auth.ini");
  if (!existsSync(initial)) await writePrivately(initial, initialPassword(USER, password));
  return password;
}

/** Bolt's magic number and four proposed versions (5.4 down to 5.0, then nothing); the server answers with its choice. */
const BOLT_HANDSHAKE = Uint8Array.from([0x60, 0x60, 0xb0, 0x17, 0, 4, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
