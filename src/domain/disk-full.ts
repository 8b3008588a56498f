import { TaskonomyError } from "./errors.ts";

/** No space, no quota left, or a file larger than the process may write. */
const CODES: unknown[] = ["ENOSPC", "EDQUOT", "EFBIG"];

/** What `write` gives; names the path for which there is no room. DISK_FULL. */
export async function withRoom<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!CODES.includes((error as { code?: unknown }).code)) throw error;
    throw new TaskonomyError("DISK_FULL", `the disk has no room for ${path}`, { cause: error });
  }
}
