import { setImmediate } from "node:timers/promises";
import { TaskonomyError } from "../domain/errors.ts";

/** How a caller follows and stops long work. */
export interface Watch {
  /** Share done, in [0, 1]. */
  progress?(fraction: number): void;
  /** Aborting ends the work with CANCELLED at the next step. */
  signal?: AbortSignal | undefined;
}

/** Between two steps: reports, yields to the event loop (locks are renewed there), and throws CANCELLED when aborted. */
export async function pause(watch: Watch, fraction: number): Promise<void> {
  watch.progress?.(fraction);
  await setImmediate();
  if (watch.signal?.aborted) throw new TaskonomyError("CANCELLED", "Training was cancelled.");
}
