import { expect, test } from "vitest";
import { codeVersion } from "../../src/training/code-version.ts";

test("the code version names the package's version and a hash of the sources", () => {
  expect(codeVersion()).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
  expect(codeVersion()).toBe(codeVersion());
});
