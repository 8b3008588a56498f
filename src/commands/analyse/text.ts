/** A number, or `-` where there is none. */
export const fixed = (value: number | null, digits: number): string => (value === null ? "-" : value.toFixed(digits));

/** Names for a sentence. */
export const listed = (names: string[]): string => (names.length === 0 ? "nothing" : names.join(", "));

/** How a target is served. */
export const servedBy = ({ sources, self }: { sources: string[]; self: boolean }): string =>
  self ? "its own labels" : sources.join(" + ");

/** Columns padded to their widest cell; numbers are right-aligned. */
export function columns(header: string[], rows: string[][]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  const isNumeric = header.map((_, i) => rows.every((row) => /^(-|[\d.+-]+%?)$/.test(row[i]!)));
  const line = (row: string[]): string =>
    row.map((cell, i) => (isNumeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join("  ");
  return all.map((row) => line(row).trimEnd());
}
