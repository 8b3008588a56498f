import { TaskonomyError } from "../domain/errors.ts";

/** Counts one more of what a caller has open, until it is gone; RATE_LIMITED above what is allowed. */
export type AtOnce = (caller: string, gone: AbortSignal) => void;

export function atOnce(most: number, what: string): AtOnce {
  const open = new Map<string, number>();
  return (caller, gone) => {
    if (gone.aborted) return;
    const count = open.get(caller) ?? 0;
    if (count >= most) throw tooMany(most, `${what} of one caller`);
    open.set(caller, count + 1);
    gone.addEventListener("abort", () => {
      const left = open.get(caller)! - 1;
      if (left > 0) open.set(caller, left);
      else open.delete(caller);
    });
  };
}

export const tooMany = (most: number, what: string): TaskonomyError =>
  new TaskonomyError("RATE_LIMITED", `${most} ${what} at once are allowed: end one first`);
