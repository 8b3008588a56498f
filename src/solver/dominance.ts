import { byCodePoint } from "../domain/names.ts";
import type { Choice } from "./program.ts";

/**
 * The choices of one target that an optimum may need, best first (ties: lower order, then sources by code point): a choice is left
 * out where one before it, worth as much or more, asks for no source that it does not ask for itself.
 */
export function undominated(choices: Choice[]): Choice[] {
  const kept: Choice[] = [];
  for (const choice of [...choices].sort(byPreference)) {
    const own = new Set(choice.sources);
    if (!kept.some(({ sources }) => sources.every((source) => own.has(source)))) kept.push(choice);
  }
  return kept;
}

function byPreference(a: Choice, b: Choice): number {
  return (
    b.weight - a.weight ||
    a.edge.order - b.edge.order ||
    byCodePoint(a.edge.sources.join("+"), b.edge.sources.join("+"))
  );
}
