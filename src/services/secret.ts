import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";

/** The password kept in `file`, made at first use. Only the user may read the file. */
export async function secretIn(file: string): Promise<string> {
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept !== null) return kept.trim();
  const secret = randomBytes(24).toString("base64url");
  await writePrivately(file, `${secret}\n`);
  return secret;
}

/** Writes a file that only the user may read, whole or not at all. */
export async function writePrivately(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.draft`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, file);
}
