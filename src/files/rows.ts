import { badInput } from "../domain/errors.ts";

/** One line of a file, with what is needed to say where it is. */
export interface Row {
  cells: string[];
  /** For example `file:line`, for errors. */
  place: string;
}

/** Cells of a file that is read whole. */
const MAX_CELLS = 20_000_000;

/** Refuses a file of too many cells before they are all there. Errors: BAD_INPUT. */
export function checkCells(cells: number, file: string): void {
  if (cells > MAX_CELLS) throw badInput(`${file}: more than ${MAX_CELLS} cells: at most so many are read`);
}

/** The rows of a file, header first: refused where there is nothing below the header, or a column twice. Errors: BAD_INPUT. */
export function checkRows(rows: Row[], file: string): Row[] {
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

/** Looks columns up by name in any order; unknown ones are ignored. Errors: BAD_INPUT that names the missing ones. */
export function columnsOf<Name extends string>(header: Row, names: readonly Name[]): Record<Name, number> {
  const missing = names.filter((name) => !header.cells.includes(name));
  if (missing.length > 0) {
    throw badInput(`${header.place}: missing column ${missing.join(", ")}: needed are ${names.join(", ")}`);
  }
  return Object.fromEntries(names.map((name) => [name, header.cells.indexOf(name)])) as Record<Name, number>;
}
