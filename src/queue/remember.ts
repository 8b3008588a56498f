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
 * train again. Also computed where one of the artifacts that it names (`objectsOf`, hashes) is lost or damaged, which restores them.
 */
export async function remembered<T>(
  artifacts: Artifacts,
  key: string,
  compute: () => Promise<T>,
  objectsOf: (result: T) => (string | null)[],
): Promise<T> {
  const encode = async (): Promise<Uint8Array> => Buffer.from(JSON.stringify(await compute()));
  const decode = (bytes: Uint8Array): T => JSON.parse(Buffer.from(bytes).toString("utf8")) as T;
  const isWhole = async (bytes: Uint8Array): Promise<boolean> => {
    const hashes = objectsOf(decode(bytes)).filter((hash) => hash !== null);
    return !(await Promise.all(hashes.map((hash) => artifacts.has(hash)))).includes(false);
  };
  return decode(await artifacts.remember(key, encode, isWhole));
}

export const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** A copy, since stored bytes need not be aligned to floats. */
export const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
