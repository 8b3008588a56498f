import { InvalidArgumentError } from "commander";

/** A commander parser of non-negative whole numbers. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("A whole number of at most nine digits is allowed.");
  return Number(text);
}

/** A commander parser of non-negative numbers. */
export function amount(text: string): number {
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) throw new InvalidArgumentError("A non-negative number is allowed.");
  return Number(text);
}
