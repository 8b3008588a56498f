import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openArtifacts } from "../../src/store/artifacts.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "artifacts-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const bytes = Buffer.from("abc");
// SHA-256 of "abc": FIPS 180-2, appendix B.1.
const hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const path = (): string => join(root, "objects", hash.slice(0, 2), hash.slice(2));

test("content is kept under its SHA-256, readable by its owner only, without drafts left over", async () => {
  const artifacts = openArtifacts(root);
  expect(await artifacts.put(bytes)).toBe(hash);
  expect(Buffer.from(await artifacts.get(hash))).toEqual(bytes);
  expect([await artifacts.has(hash), await artifacts.has("00".repeat(32))]).toEqual([true, false]);
  expect((await stat(path())).mode & 0o777).toBe(0o600);
  expect(await readdir(join(root, "objects", hash.slice(0, 2)))).toHaveLength(1);
});

test("damaged and missing content is refused, and mended by storing it again", async () => {
  const artifacts = openArtifacts(root);
  await expect(artifacts.get(hash)).rejects.toMatchObject({ code: "ARTIFACT_CORRUPT" });
  expect(await artifacts.has(hash)).toBe(false);
  await artifacts.put(bytes);
  await writeFile(path(), "abd");
  await expect(artifacts.get(hash)).rejects.toMatchObject({ code: "ARTIFACT_CORRUPT" });
  expect(await artifacts.has(hash)).toBe(false);
  await artifacts.put(bytes);
  expect(Buffer.from(await artifacts.get(hash))).toEqual(bytes);
});

test("a result is computed once, and again where its entry is damaged", async () => {
  const artifacts = openArtifacts(root);
  let computed = 0;
  const compute = async (): Promise<Uint8Array> => {
    computed++;
    return bytes;
  };
  expect(await artifacts.recall("key")).toBeNull();
  await artifacts.remember("key", compute);
  expect(Buffer.from(await artifacts.remember("key", compute))).toEqual(bytes);
  expect(computed).toBe(1);

  const [folder] = await readdir(join(root, "cache"));
  const [name] = await readdir(join(root, "cache", folder!));
  await writeFile(join(root, "cache", folder!, name!), "damaged");
  expect(Buffer.from(await artifacts.remember("key", compute))).toEqual(bytes);
  expect(computed).toBe(2);
});
