import { badInput } from "../domain/errors.ts";
import type { Connection } from "../schema/connection.ts";
import type { Page } from "../store/page.ts";

const MAX_FIRST = 500;

/** BAD_INPUT where `first` is not a whole number from 1 to 500. */
export function checkFirst(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= MAX_FIRST) return first;
  throw badInput(`first: ${first} is not allowed, a whole number from 1 to ${MAX_FIRST} is`);
}

/** A page of the store as a Relay connection. */
export function connection<T>({ items, cursors, hasNextPage }: Page<T>, after: string | null): Connection<T> {
  return {
    edges: items.map((node, i) => ({ node, cursor: cursors[i]! })),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: after !== null,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}
