import { AMOUNT, isAmount } from "../domain/amount.ts";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import { checkName, sortSources } from "../domain/names.ts";
import { PSEUDO_SOURCES } from "../domain/pseudo-source.ts";

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A finite decimal number; `place` and `what` are for the error. */
export function parseNumber(cell: string, place: string, what: string, allowed = "a finite decimal number"): number {
  const value = DECIMAL.test(cell) ? Number(cell) : Number.NaN;
  if (!Number.isFinite(value)) throw badInput(`${place}: ${what} ${quote(cell)}: allowed is ${allowed}`);
  return value;
}

/** An affinity, a cost, an importance. */
export const parseAmount = (cell: string, place: string, what: string): number =>
  parseWithin(cell, place, what, isAmount, AMOUNT);

/** A share of the test images. */
export const parseShare = (cell: string, place: string, what: string): number =>
  parseWithin(cell, place, what, (value) => value >= 0 && value <= 1, "a share from 0 to 1");

function parseWithin(
  cell: string,
  place: string,
  what: string,
  isAllowed: (value: number) => boolean,
  allowed: string,
): number {
  const value = parseNumber(cell, place, what, allowed);
  if (!isAllowed(value)) throw badInput(`${place}: ${what} ${quote(cell)}: allowed is ${allowed}`);
  return value;
}

/** A task's name; pseudo-sources are none. */
export function parseTask(cell: string, place: string, what: string): string {
  const name = parseAnyName(cell, place, what);
  if (PSEUDO_SOURCES.includes(name))
    throw badInput(`${place}: ${what} ${name}: self and pixels are sources only, not tasks`);
  return name;
}

/** A source set, `+` between its names in any order: sorted. A pseudo-source stands alone. */
export function parseSources(cell: string, place: string): string[] {
  const names = cell.split("+").map((name) => parseAnyName(name.trim(), place, "source"));
  const sources = sortSources(names);
  if (sources.length < names.length) throw badInput(`${place}: sources ${quote(cell)}: each name is allowed once`);
  if (sources.length > 1 && sources.some((name) => PSEUDO_SOURCES.includes(name))) {
    throw badInput(`${place}: sources ${quote(cell)}: self and pixels are allowed alone only`);
  }
  return sources;
}

function parseAnyName(name: string, place: string, what: string): string {
  try {
    return checkName(name, what);
  } catch (error) {
    throw error instanceof TaskonomyError ? badInput(`${place}: ${shorten(error.message)}`) : error;
  }
}

const quote = (cell: string): string => JSON.stringify(shorten(cell));

/** A cell of a binary file may have megabytes. */
const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 100)}…${text.slice(-80)}` : text);
