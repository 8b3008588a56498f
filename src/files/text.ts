import { access, constants, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { badInput, TaskonomyError } from "../domain/errors.ts";

/** MiB of a file that is read whole; a text of 512 would be longer than a string may be. */
const MAX_SIZE = 500;

/** MiB of a document that becomes objects: JSON, GraphML. */
export const MAX_DOCUMENT = 64;

/** The text of a file that a user names. Errors: BAD_INPUT where it cannot be read, is no UTF-8 or is larger than `most` MiB. */
export async function readText(file: string, most = MAX_SIZE): Promise<string> {
  const bytes = await readBytes(file, most);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badInput(`${file}: is no UTF-8 text`);
  }
}

/** The bytes of a file that a user names. Errors: BAD_INPUT where it cannot be read or is larger than `most` MiB. */
export async function readBytes(file: string, most = MAX_SIZE): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > most * 2 ** 20) throw badInput(`${file}: ${size} bytes: at most ${most} MiB are read`);
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "BAD_INPUT") throw error;
    throw badInput(`${file}: ${code === "ENOENT" ? "there is no such file" : `cannot be read (${code})`}`);
  }
}

/** Refuses a file that could not be written, before the work whose result it is to hold. Errors: BAD_INPUT. */
export async function checkWritable(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw notWritable(file, error);
  }
}

/** Writes a file that a user names. Errors: BAD_INPUT where it cannot be written, DISK_FULL. */
export async function writeOutput(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw notWritable(file, error);
  }
}

function notWritable(file: string, error: unknown): TaskonomyError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return new TaskonomyError("DISK_FULL", `the disk has no room for ${file}`);
  return badInput(`${file}: ${code === "ENOENT" ? "there is no such folder" : `cannot be written (${code})`}`);
}
