import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withRoom } from "../domain/disk-full.ts";
import { TaskonomyError } from "../domain/errors.ts";

/** Files named by the hash of their content (weights, losses), and a cache of results by key. */
export interface Artifacts {
  /** Stores bytes and returns their SHA-256, in hex. DISK_FULL. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes of a hash, checked. ARTIFACT_CORRUPT where they are damaged or missing. */
  get(hash: string): Promise<Uint8Array>;
  /** Whether the bytes are there, undamaged. */
  has(hash: string): Promise<boolean>;
  /**
   * The entry of a key, else the computed one, kept. A damaged entry is computed again, with a warning, and so is one that `isWhole`
   * denies.
   */
  remember(
    key: string,
    compute: () => Promise<Uint8Array>,
    isWhole?: (entry: Uint8Array) => Promise<boolean>,
  ): Promise<Uint8Array>;
  /** The entry of a key, or null. */
  recall(key: string): Promise<Uint8Array | null>;
}

export function openArtifacts(root: string): Artifacts {
  const object = (hash: string): string => join(root, "objects", hash.slice(0, 2), hash.slice(2));
  const entry = (key: string): string => {
    const hash = sha256(key).toString("hex");
    return join(root, "cache", hash.slice(0, 2), hash.slice(2));
  };

  async function recall(key: string): Promise<Uint8Array | null> {
    const bytes = await readIfPresent(entry(key));
    if (bytes === null) return null;
    const content = bytes.subarray(CHECKSUM);
    if (sha256(content).equals(bytes.subarray(0, CHECKSUM))) return content;
    process.emitWarning(`the cache entry ${entry(key)} is damaged and is computed again`);
    return null;
  }

  return {
    async put(bytes) {
      const hash = sha256(bytes).toString("hex");
      const path = object(hash);
      if (!matches(await readIfPresent(path), hash)) await writeAtomically(path, [bytes]);
      return hash;
    },
    async get(hash) {
      const bytes = await readIfPresent(object(hash));
      if (matches(bytes, hash)) return bytes;
      const what = bytes === null ? "is missing" : "does not match its hash";
      throw new TaskonomyError("ARTIFACT_CORRUPT", `the artifact ${object(hash)} ${what}`);
    },
    has: async (hash) => matches(await readIfPresent(object(hash)), hash),
    async remember(key, compute, isWhole = async () => true) {
      const found = await recall(key);
      if (found !== null && (await isWhole(found))) return found;
      const bytes = await compute();
      await writeAtomically(entry(key), [sha256(bytes), bytes]);
      return bytes;
    },
    recall,
  };
}

/** Bytes of the checksum that heads a cache entry. */
const CHECKSUM = 32;

const sha256 = (data: Uint8Array | string): Buffer => createHash("sha256").update(data).digest();

const matches = (bytes: Buffer | null, hash: string): bytes is Buffer =>
  bytes !== null && sha256(bytes).toString("hex") === hash;

async function readIfPresent(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Readers see the whole file or none, after a crash too. */
async function writeAtomically(path: string, parts: Uint8Array[]): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await withRoom(path, async () => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(draft, "wx", 0o600);
      try {
        for (const part of parts) await file.writeFile(part);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    });
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
