/** Numbers of first-order sources, by target and source. */
export type Scores = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A first-order transfer. */
export interface Pair {
  source: string;
  target: string;
}
