import { badInput } from "../domain/errors.ts";

/** A slice of a list in a fixed order. `cursors[i]` continues after `items[i]`. */
export interface Page<T> {
  items: T[];
  cursors: string[];
  hasNextPage: boolean;
}

export const MAX_PAGE = 1000;

/** Rows to ask for: one more than the page, to see whether there is a next one. */
export function pageLimit(first: number): number {
  if (Number.isInteger(first) && first >= 0 && first <= MAX_PAGE) return first + 1;
  throw badInput(`first: ${first} is not allowed, a whole number from 0 to ${MAX_PAGE} is`);
}

/** Cuts the surplus row off; `position` gives what a cursor must remember of an item. */
export function pageOf<T>(rows: T[], first: number, position: (item: T) => Position): Page<T> {
  const items = rows.slice(0, first);
  return { items, cursors: items.map((item) => encode(position(item))), hasNextPage: rows.length > first };
}

/** Where a page begins: the sort value, and the unique key that breaks ties. */
export type Position = readonly (string | number)[];

const encode = (position: Position): string => Buffer.from(JSON.stringify(position)).toString("base64url");

/** The position in a cursor of this list, which has `length` parts. BAD_INPUT. */
export function parsePageCursor(cursor: string, length: number): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const parts = ["string", "number"];
    if (Array.isArray(position) && position.length === length && position.every((p) => parts.includes(typeof p))) {
      return position;
    }
  } catch {}
  throw badInput(`after: ${JSON.stringify(cursor)} is no cursor of this list`);
}
