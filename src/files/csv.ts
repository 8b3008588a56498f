import { CsvError, parse } from "csv-parse/sync";
import { badInput } from "../domain/errors.ts";
import { checkCells, checkRows, type Row } from "./rows.ts";

/** Characters of one record. */
const MAX_RECORD = 16 * 2 ** 20;

/**
 * The rows of a CSV text (RFC 4180; a byte order mark, CRLF, blank lines and blanks around cells are accepted), header first, each
 * of the header's length. `file` is for errors: BAD_INPUT that names `file:line` and what is allowed.
 */
export function parseCsv(text: string, file: string): Row[] {
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    throw badInput(`${file}:${text.slice(0, nul).split("\n").length}: a NUL character: allowed is CSV text`);
  }
  const rows = parseRecords(text, file);
  const wanted = rows[0]?.cells.length;
  for (const { cells, place } of rows) {
    if (cells.length !== wanted) throw badInput(`${place}: ${cells.length} cells: the header has ${wanted}`);
  }
  return checkRows(rows, file);
}

function parseRecords(text: string, file: string): Row[] {
  const rows: Row[] = [];
  let count = 0;
  try {
    parse(text, {
      bom: true,
      max_record_size: MAX_RECORD,
      on_record(cells: string[], { lines }) {
        count += cells.length;
        checkCells(count, file);
        rows.push({ cells, place: `${file}:${lines}` });
        return null;
      },
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw badInput(`${file}:${error.lines ?? 1}: ${PLAINLY[error.code] ?? "cannot be read as CSV"}`);
  }
}

/** What the parser found, in words for whoever wrote the file. */
const PLAINLY: Partial<Record<CsvError["code"], string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote that is opened here is never closed",
  CSV_INVALID_CLOSING_QUOTE: "text after a closing quote: a quote inside a cell is written twice",
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: "text after a closing quote: a quote inside a cell is written twice",
  INVALID_OPENING_QUOTE: "a quote amid a cell: such cells are put in quotes, and the quote is written twice",
  CSV_MAX_RECORD_SIZE: `a line of more than ${MAX_RECORD} characters: is a quote not closed?`,
};
