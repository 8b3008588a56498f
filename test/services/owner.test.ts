import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findOwner, takeOwnership } from "../../src/services/owner.ts";

test("one owner at a time, which names itself, waits for its users, and can be followed by another", async () => {
  const home = await mkdtemp(join(tmpdir(), "taskonomy-owner-"));
  expect(await findOwner(home)).toBeNull();
  const ownership = (await takeOwnership(home))!;
  expect(await takeOwnership(home)).toBeNull();

  const owner = (await findOwner(home))!;
  expect(owner.pid).toBe(process.pid);
  let unused = false;
  const waiting = ownership.unused().then(() => {
    unused = true;
  });
  await new Promise(setImmediate);
  expect(unused).toBe(false);
  owner.leave();
  await waiting;

  await ownership.release();
  const next = (await takeOwnership(home))!;
  expect(next).not.toBeNull();
  await next.release();
  await rm(home, { recursive: true });
});
