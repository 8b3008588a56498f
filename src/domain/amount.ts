import { badInput } from "./errors.ts";

/** The largest affinity, label cost and importance: sums and products of such numbers stay exact enough to be compared. */
const MAX_AMOUNT = 1e12;

/** What is allowed, for errors. */
export const AMOUNT = "a non-negative number, 1e12 at most";

export const isAmount = (value: number): boolean => value >= 0 && value <= MAX_AMOUNT;

/** BAD_INPUT where it is not allowed. */
export function checkAmount(value: number, what: string): number {
  if (isAmount(value)) return value;
  throw badInput(`${what}: ${value}: allowed is ${AMOUNT}`);
}
