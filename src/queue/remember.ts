import { createHash } from "node:crypto";
import type { Artifacts } from "../store/artifacts.ts";

/**
 * The key of a result: a hash of everything that decides it. `what` names the computation, `causes` are plain data in a fixed order
 * of fields.
 */
export const resultKey = (what: string, causes: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([what, causes]))
    .digest("hex");

/**
 * The result kept under `key`, else computed and kept, as JSON: a job that was killed after its training finds it here and does not
 * train again.
 */
export async function remembered<T>(artifacts: Artifacts, key: string, compute: () => Promise<T>): Promise<T> {
  const bytes = await artifacts.remember(key, async () => Buffer.from(JSON.stringify(await compute())));
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as T;
}

export const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** A copy, since stored bytes need not be aligned to floats. */
export const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
