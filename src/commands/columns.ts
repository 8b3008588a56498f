/** Columns padded to their widest cell; numbers are right-aligned. */
export function columns(header: string[], rows: string[][]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  const isNumeric = header.map((_, i) => rows.every((row) => /^(-|[\d.+-]+%?)$/.test(row[i]!)));
  const line = (row: string[]): string =>
    row.map((cell, i) => (isNumeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join("  ");
  return all.map((row) => line(row).trimEnd());
}
