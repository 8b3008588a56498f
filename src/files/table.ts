import { isControl } from "../domain/control.ts";
import { badInput } from "../domain/errors.ts";
import { namedSources } from "../domain/pseudo-source.ts";
import { parseAmount, parseNumber, parseShare, parseSources, parseTask } from "./cells.ts";
import { parseCsv } from "./csv.ts";
import { columnsOf, type Row } from "./rows.ts";

export const TABLE_COLUMNS = ["target", "sources", "order", "affinity", "wins_vs_pixels", "wins_vs_task"] as const;

/** A row of a table in the published format, as an edge or a baseline. */
export interface TableRow {
  target: string;
  /** Sorted by code point; the target for a self edge, empty for the baseline. */
  sources: string[];
  order: number;
  self: boolean;
  /** The scratch baseline: no edge. */
  pixels: boolean;
  /** t -> t beside a self edge, and whatever names `random`. */
  control: boolean;
  /** Null: not published, no edge. */
  affinity: number | null;
  gain: number | null;
  quality: number | null;
}

/** The cells of a row by `TABLE_COLUMNS`. */
export function tableCells({ target, sources, order, self, pixels, affinity, gain, quality }: TableRow) {
  return [target, pixels ? "pixels" : self ? "self" : sources.join("+"), order, affinity, gain, quality];
}

/**
 * The cell `sources` of an edge that says by itself whether it is the self edge. Errors: BAD_INPUT where a self edge has other sources
 * than its target.
 */
export function sourcesCell({ target, sources, self }: Pick<TableRow, "target" | "sources" | "self">, place: string) {
  if (!self) return sources.join("+");
  if (sources.length === 1 && sources[0] === target) return "self";
  throw badInput(`${place}: a self edge from ${sources.join("+")}: allowed is one from its target`);
}

/** The Gain of the scratch baseline: against itself it wins half. */
export const SCRATCH_GAIN = 0.5;

/** `tableOf` a CSV text. */
export const parseTable = (text: string, file: string): TableRow[] => tableOf(parseCsv(text, file));

/**
 * A table of transfers in the published format, header first. Columns may be in any order; others are ignored. Errors: BAD_INPUT with
 * the place and what is allowed; a table without a single edge is one.
 */
export function tableOf([header, ...rows]: Row[]): TableRow[] {
  const at = columnsOf(header!, TABLE_COLUMNS);
  const places = new Map<string, string>();
  const parsed = rows.map((row) => parseRow(row, at, places));
  if (!parsed.some(({ affinity, pixels }) => affinity !== null && !pixels)) {
    throw badInput(`${header!.place}: no edge: at least one row needs an affinity`);
  }
  const withSelf = new Set(parsed.filter(({ self }) => self).map(({ target }) => target));
  return parsed.map((row) => {
    // Without a row `self`, a row of the target alone is the self edge.
    const own = row.order === 1 && row.sources[0] === row.target && !withSelf.has(row.target);
    const self = row.self || own;
    return { ...row, self, control: isControl({ ...row, self }) };
  });
}

type Columns = Record<(typeof TABLE_COLUMNS)[number], number>;

function parseRow({ cells, place }: Row, at: Columns, places: Map<string, string>): TableRow {
  const cell = (column: keyof Columns): string => cells[at[column]]!;
  const target = parseTask(cell("target"), place, "target");
  const named = parseSources(cell("sources"), place);
  const key = `${named.join("+")}>${target}`;
  const earlier = places.get(key);
  if (earlier !== undefined) throw badInput(`${place}: ${key} is at ${earlier} already`);
  places.set(key, place);

  const allowed = `the number of sources, here ${named.length}`;
  if (parseNumber(cell("order"), place, "order", allowed) !== named.length) {
    throw badInput(`${place}: order ${JSON.stringify(cell("order"))}: allowed is ${allowed}`);
  }
  const { sources, self, pixels } = namedSources(named);
  const share = (column: keyof Columns): number | null =>
    cell(column) === "" ? null : parseShare(cell(column), place, column);
  return {
    target,
    sources: self ? [target] : sources,
    order: named.length,
    self,
    pixels,
    control: false,
    affinity: cell("affinity") === "" ? null : parseAmount(cell("affinity"), place, "affinity"),
    gain: share("wins_vs_pixels"),
    quality: share("wins_vs_task"),
  };
}
