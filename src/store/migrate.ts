import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TaskonomyError } from "../domain/errors.ts";
import { type Graph, read, runText, write } from "./graph.ts";
import { withoutComments } from "./statements.ts";

const FOLDER = join(import.meta.dirname, "../../cypher/migrations");

/**
 * Applies the files of cypher/migrations (or `folder`) that this database has not seen, in order of their names. Each statement may be
 * repeated, so that processes may start side by side. SET_UP where an applied file was changed since.
 */
export async function migrate(graph: Graph, folder: string = FOLDER): Promise<void> {
  const applied = new Map(
    (await read<{ version: string; checksum: string }>(graph, "read/migrations")).map((m) => [m.version, m.checksum]),
  );
  for (const file of readdirSync(folder).sort()) {
    const text = readFileSync(join(folder, file), "utf8");
    const version = file.replace(/\.cypher$/, "");
    const checksum = createHash("sha256").update(text).digest("hex");
    const found = applied.get(version);
    if (found === checksum) continue;
    if (found !== undefined) {
      const message = `cypher/migrations/${file} was changed after it had been applied: restore it and add a new file instead`;
      throw new TaskonomyError("SET_UP", message);
    }
    for (const statement of splitStatements(text)) await runBesideOthers(graph, statement);
    await write(graph, "write/record-migration", { version, checksum, at: new Date().toISOString() });
  }
}

/** IF NOT EXISTS fails all the same where another process creates the same thing at that moment; once it is there, it does not. */
async function runBesideOthers(graph: Graph, statement: string): Promise<void> {
  try {
    await runText(graph, statement);
  } catch (error) {
    if (!String((error as { code?: unknown }).code).endsWith("AlreadyExists")) throw error;
    await runText(graph, statement);
  }
}

/** Statements of a file, each ended by a semicolon at the end of a line. */
const splitStatements = (text: string): string[] =>
  withoutComments(text)
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
