import { vi } from "vitest";

/** Waits until `condition` holds, at most 50 s; for the work of other processes, whose end nothing announces. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(condition, { timeout: 50_000, interval: 100 });
}
