import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writePrivately } from "./secret.ts";
import type { Addresses } from "./services.ts";

/** What `services.json` of a home says while embedded services run there: how to reach them, and whose they are. */
export interface Connection extends Addresses {
  owner: number;
}

const file = (home: string): string => join(home, "services.json");

export const writeConnection = (home: string, connection: Connection): Promise<void> =>
  writePrivately(file(home), `${JSON.stringify(connection, null, 2)}\n`);

export const removeConnection = (home: string): Promise<void> => rm(file(home), { force: true });

/** The connection that the process `owner` wrote, null while it has not. */
export async function readConnection(home: string, owner: number): Promise<Connection | null> {
  const text = await readFile(file(home), "utf8").catch(() => null);
  const connection = text === null ? null : (JSON.parse(text) as Connection);
  return connection?.owner === owner ? connection : null;
}
