import { setTimeout as sleep } from "node:timers/promises";

/** Long enough for a run of preset medium. */
export const HOUR = 3600;

/** Waits until `condition` holds; long enough for a whole short demo, and for Neo4j to come back, on a busy machine. */
export async function eventually(condition: () => boolean | Promise<boolean>, seconds = 400): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${condition}`);
    await sleep(50);
  }
}
