import { tmpdir } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { ensureInstalled } from "../../src/services/installation.ts";

afterEach(() => vi.unstubAllEnvs());

test("a JAVA_HOME without Java is refused by its name, before anything is started", async () => {
  vi.stubEnv("JAVA_HOME", tmpdir());
  await expect(ensureInstalled()).rejects.toMatchObject({
    code: "BAD_INPUT",
    message: expect.stringContaining("JAVA_HOME"),
  });
});
