import { TABLE_COLUMNS, type TableRow } from "./table.ts";

/** Rows in the published format; `parseTable` reads the same back. */
export function formatTable(rows: TableRow[]): string {
  const lines = rows.map(({ target, sources, order, self, pixels, affinity, gain, quality }) => {
    const named = pixels ? "pixels" : self ? "self" : sources.join("+");
    return [target, named, order, affinity, gain, quality].map((value) => value ?? "").join(",");
  });
  return `${[TABLE_COLUMNS.join(","), ...lines].join("\n")}\n`;
}
