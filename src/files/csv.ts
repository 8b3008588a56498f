import { CsvError, parse } from "csv-parse/sync";
import { badInput } from "../domain/errors.ts";

/** Characters of one record. */
const MAX_RECORD = 16 * 2 ** 20;

/** One line of a file, with what is needed to say where it is. */
export interface CsvRow {
  cells: string[];
  /** `file:line`, for errors. */
  place: string;
}

/**
 * The rows of a CSV text (RFC 4180; a byte order mark, CRLF, blank lines and blanks around cells are accepted), header first, each
 * of the header's length. `file` is for errors: BAD_INPUT that names `file:line` and what is allowed.
 */
export function parseCsv(text: string, file: string): CsvRow[] {
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    throw badInput(`${file}:${text.slice(0, nul).split("\n").length}: a NUL character: allowed is CSV text`);
  }
  const rows = parseRecords(text, file).map(({ record, info }) => ({ cells: record, place: `${file}:${info.lines}` }));
  if (rows.length === 0) throw badInput(`${file}:1: the file is empty: a header is needed`);
  if (rows.length === 1) throw badInput(`${file}:1: a header without rows`);
  const { cells: header, place } = rows[0]!;
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) throw badInput(`${place}: column ${name} is there twice`);
    seen.add(name);
  }
  return rows;
}

interface Parsed {
  record: string[];
  info: { lines: number };
}

function parseRecords(text: string, file: string): Parsed[] {
  try {
    return parse(text, {
      bom: true,
      info: true,
      max_record_size: MAX_RECORD,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser's sentences end in "on line n", which the place says already.
    const message = error.message.replace(/ (on|at) line \d+.*$/s, "").toLowerCase();
    throw badInput(`${file}:${error.lines ?? 1}: ${message}`);
  }
}

/** Looks columns up by name in any order; unknown ones are ignored. Errors: BAD_INPUT that names the missing ones. */
export function columnsOf<Name extends string>(header: CsvRow, names: readonly Name[]): Record<Name, number> {
  const missing = names.filter((name) => !header.cells.includes(name));
  if (missing.length > 0) {
    throw badInput(`${header.place}: missing column ${missing.join(", ")}: needed are ${names.join(", ")}`);
  }
  return Object.fromEntries(names.map((name) => [name, header.cells.indexOf(name)])) as Record<Name, number>;
}
