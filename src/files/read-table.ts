import { extname } from "node:path";
import { graphmlRows } from "./graphml.ts";
import { jsonRows } from "./json-table.ts";
import { parseParquet } from "./parquet.ts";
import { parseTable, type TableRow, tableOf } from "./table.ts";
import { MAX_DOCUMENT, readBytes, readText } from "./text.ts";

/** A table of transfers in any form that `taskonomy export` writes, told by the file's ending; CSV if none. Errors: BAD_INPUT. */
export async function readTable(file: string): Promise<TableRow[]> {
  switch (extname(file)) {
    case ".parquet":
      return tableOf(await parseParquet(await readBytes(file), file));
    case ".json":
      return tableOf(jsonRows(await readText(file, MAX_DOCUMENT), file));
    case ".graphml":
      return tableOf(graphmlRows(await readText(file, MAX_DOCUMENT), file));
    default:
      return parseTable(await readText(file), file);
  }
}
