/** A number, or `-` where there is none. */
export const fixed = (value: number | null, digits: number): string => (value === null ? "-" : value.toFixed(digits));

/** Names for a sentence. */
export const listed = (names: string[]): string => (names.length === 0 ? "nothing" : names.join(", "));

/** How a target is served. */
export const servedBy = ({ sources, self }: { sources: string[]; self: boolean }): string =>
  self ? "its own labels" : sources.join(" + ");
