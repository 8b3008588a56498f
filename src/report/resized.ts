import { badInput } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { differences } from "./differences.ts";

/** BAD_INPUT where the second differs from the first in more than the size of its representations, orders apart, or not even in that. */
export function requireResized(first: Experiment, second: Experiment): void {
  const found = differences(first, second);
  const other = found.find(({ name }) => name !== "representation.size");
  if (other === undefined && found.length > 0) return;
  const why =
    other === undefined
      ? "its representations are of the same size"
      : `${other.name} is ${other.second}, not ${other.first}`;
  throw badInput(
    `compare ${second.id}: ${why}; compared is the same, orders apart, with representations of another size`,
  );
}

/** Height, width and channels of a trained experiment's representations. */
export function sizeOf({ settings }: Experiment): string {
  const { size, channels } = settings!.representation;
  return `${size}x${size}x${channels}`;
}
