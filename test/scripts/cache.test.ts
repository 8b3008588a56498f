import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";

const home = await mkdtemp(join(tmpdir(), "taskonomy-cache-"));
vi.stubEnv("XDG_CACHE_HOME", home);
const { cached, cacheHome } = await import("../../scripts/setup/cache.mjs");
afterAll(() => rm(home, { recursive: true }));

test("a build that fails leaves nothing behind", async () => {
  const failing = cached("broken", async (draft) => {
    await writeFile(join(draft, "half"), "");
    throw new Error("no network");
  });
  await expect(failing).rejects.toThrow("no network");
  expect(readdirSync(cacheHome)).toEqual([]);
});

test("of two builds at once the first wins, and later ones do nothing", async () => {
  const build = (text: string) => (draft: string) => writeFile(join(draft, "file"), text);
  const [first, second] = await Promise.all([cached("pair", build("same")), cached("pair", build("same"))]);
  expect(first).toBe(second);
  await cached("pair", build("other"));
  expect(await readFile(join(first, "file"), "utf8")).toBe("same");
  expect(readdirSync(cacheHome)).toEqual(["pair"]);
  expect(existsSync(first)).toBe(true);
});
