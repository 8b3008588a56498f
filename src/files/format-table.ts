import { TABLE_COLUMNS, type TableRow, tableCells } from "./table.ts";

/** Rows in the published format; `parseTable` reads the same back. */
export function formatTable(rows: TableRow[]): string {
  const lines = rows.map((row) =>
    tableCells(row)
      .map((value) => value ?? "")
      .join(","),
  );
  return `${[TABLE_COLUMNS.join(","), ...lines].join("\n")}\n`;
}
