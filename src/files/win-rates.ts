import { extname } from "node:path";
import { badInput } from "../domain/errors.ts";
import { type NamedSources, namedSources } from "../domain/pseudo-source.ts";
import { parseShare, parseSources } from "./cells.ts";
import { parseCsv } from "./csv.ts";
import { parseParquet } from "./parquet.ts";
import type { Row } from "./rows.ts";
import { readBytes, readText } from "./text.ts";

export interface WinRates {
  /** One a row and column: sorted sources, empty for the pseudo-sources `self` and `pixels`. */
  rows: NamedSources[];
  /** `shares[i * m + j]`: share of test images on which i's loss is lower than j's, a tie counting one half. */
  shares: Float64Array;
}

/** By how much i against j and j against i may miss 1 in sum: rates are often rounded. */
const ROUNDING = 0.0015;

/** A target's win rates, CSV or Parquet: columns `sources` and one a source set, a row each of the same. Errors: BAD_INPUT. */
export async function readWinRates(file: string): Promise<WinRates> {
  if (extname(file) === ".parquet") return winRatesOf(await parseParquet(await readBytes(file), file));
  return winRatesOf(parseCsv(await readText(file), file));
}

function winRatesOf([header, ...rows]: Row[]): WinRates {
  const at = header!.cells.indexOf("sources");
  if (at < 0) throw badInput(`${header!.place}: no column sources: needed are sources and a column a source set`);
  const columns = new Map<string, number>();
  for (const [i, cell] of header!.cells.entries()) {
    if (i === at) continue;
    const key = parseKey(cell, header!.place);
    if (columns.has(key)) throw badInput(`${header!.place}: column ${key} is there twice`);
    columns.set(key, i);
  }
  const keys = rows.map(({ cells, place }) => {
    const key = parseKey(cells[at]!, place);
    if (!columns.has(key)) throw badInput(`${place}: sources ${key}: there is no column of this name`);
    return key;
  });
  for (const key of columns.keys()) {
    const times = keys.filter((other) => other === key).length;
    if (times !== 1) throw badInput(`${header!.place}: column ${key} has ${times} rows: allowed is one each`);
  }
  const shares = Float64Array.from(
    rows.flatMap(({ cells, place }, i) =>
      keys.map((key, j) => (i === j ? 0.5 : parseShare(cells[columns.get(key)!]!, place, `share against ${key}`))),
    ),
  );
  const m = keys.length;
  for (const [i, { place }] of rows.entries()) {
    for (let j = 0; j < i; j++) {
      const sum = shares[i * m + j]! + shares[j * m + i]!;
      if (Math.abs(sum - 1) <= ROUNDING) continue;
      throw badInput(
        `${place}: ${keys[i]} against ${keys[j]} and the reverse are ${sum} in sum: allowed is 1, ties halved`,
      );
    }
  }
  return { rows: rows.map(({ cells, place }) => namedSources(parseSources(cells[at]!, place))), shares };
}

const parseKey = (cell: string, place: string): string => parseSources(cell, place).join("+");
