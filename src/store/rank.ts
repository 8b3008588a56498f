import { byCodePoint } from "../domain/names.ts";

export interface Ranked {
  key: string;
  self: boolean;
  control: boolean;
  affinity: number | null;
}

/** Ranks of one target's edges by affinity from 1 (best), ties by key; self, controls and edges without affinity have none. Pure. */
export function ranksOf(edges: readonly Ranked[]): Map<string, number> {
  const field = edges.filter(({ self, control, affinity }) => !self && !control && affinity !== null);
  field.sort((a, b) => b.affinity! - a.affinity! || byCodePoint(a.key, b.key));
  return new Map(field.map(({ key }, i) => [key, i + 1]));
}
