import { parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import { checkCells, checkRows, type Row } from "./rows.ts";

/** The rows of a Parquet file as those of the same table in CSV, header first; null is an empty cell. Errors: BAD_INPUT. */
export async function parseParquet(bytes: Uint8Array, file: string): Promise<Row[]> {
  try {
    const buffer = new Uint8Array(bytes).buffer;
    const metadata = await parquetMetadataAsync(buffer);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    checkCells(columns.length * Number(metadata.num_rows), file);
    const rows = [{ cells: columns, place: file }];
    await parquetRead({
      file: buffer,
      metadata,
      columns,
      compressors,
      onComplete: (values) => {
        for (const [i, row] of values.entries()) rows.push({ cells: row.map(cellOf), place: `${file}: row ${i + 1}` });
      },
    });
    return checkRows(rows, file);
  } catch (error) {
    if (error instanceof TaskonomyError) throw error;
    throw badInput(`${file}: cannot be read as Parquet: ${(error as Error).message.split("\n")[0]}`);
  }
}

const cellOf = (value: unknown): string => (value == null ? "" : String(value));
