import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ERROR_CODES } from "../../src/domain/errors.ts";

test("docs/errors.md lists every code with its meaning, and no other", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/errors.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| ([^|]+) \|/gm)].map(([, code, meaning]) => [
    code,
    meaning!.trim(),
  ]);
  expect(Object.fromEntries(rows)).toEqual(ERROR_CODES);
  expect(rows).toHaveLength(Object.keys(ERROR_CODES).length);
});
