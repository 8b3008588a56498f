import { parquetWriteBuffer } from "hyparquet-writer";
import { TABLE_COLUMNS, type TableRow, tableCells } from "./table.ts";

const TYPES = {
  target: "STRING",
  sources: "STRING",
  order: "INT32",
  affinity: "DOUBLE",
  wins_vs_pixels: "DOUBLE",
  wins_vs_task: "DOUBLE",
} as const;

/** The table of `formatTable` as a Parquet file. */
export function formatParquet(rows: TableRow[]): Uint8Array {
  const cells = rows.map(tableCells);
  const columnData = TABLE_COLUMNS.map((name, i) => {
    return { name, type: TYPES[name], nullable: true, data: cells.map((row) => row[i]!) };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
