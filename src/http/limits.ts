import type { ParseOptions } from "graphql";

/** Levels of fields, and fields, aliases and directives once fragments are spread out, of an operation. */
export const SIZE = { depth: 12, fields: 500, aliases: 50, directives: 50 };

/** Fields of an operation times the items that it asks for (`first`); a field that solves or resamples counts as so many. */
export const MAX_COST = 25_000;
export const SOLVING_COST = 1000;

export const PARSE_OPTIONS: ParseOptions = { maxTokens: 2000 };

/** Bytes of a request, by HTTP or in a message of a socket. */
export const MAX_BODY = 256 * 1024;

/** Operations that one connection may have open, and streams of events that one caller may. */
export const MAX_OPERATIONS = 100;

/** Many callers may share an address: it may ask so many times as often as one of them. */
export const CALLERS_PER_ADDRESS = 5;
