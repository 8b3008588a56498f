import { badInput, TaskonomyError } from "../domain/errors.ts";
import type { TransferEvent } from "../domain/event.ts";
import { type Graph, read } from "./graph.ts";

export interface EventQuery {
  /** Events after this number; 0 from the start. */
  seq: number;
  experiment?: string | null;
  target?: string | null;
  source?: string | null;
  first: number;
}

type Position = Pick<TransferEvent, "seq" | "commit">;
const START: Position = { seq: 0, commit: null };

/** Events after a position, in their order. Filtered feeds have gaps in `seq`. */
export async function eventsAfter(graph: Graph, query: EventQuery): Promise<TransferEvent[]> {
  const { seq, experiment = null, target = null, source = null, first } = query;
  const name = experiment === null ? "read/events-after" : "read/events-after-of-experiment";
  const parameters = { seq, experiment, target, source, limit: first };
  const rows = await read<{ event: TransferEvent }>(graph, name, parameters);
  return rows.map(({ event }) => ({ ...ABSENT, ...event }));
}

/** Properties that are null are absent in the graph. */
const ABSENT = { commit: null, affinity: null, gain: null, quality: null };

/** Number of the latest event, 0 before the first. */
export async function latestSeq(graph: Graph): Promise<number> {
  return (await store(graph)).seq;
}

/** The latest event of an experiment, number 0 before its first. */
export async function latestEvent(graph: Graph, experiment: string): Promise<Position> {
  const [event] = await read<Position>(graph, "read/latest-event-of-experiment", { experiment });
  return event ?? START;
}

const ids = new WeakMap<Graph, string>();

/** The random id that this database got when it was set up. */
export async function databaseId(graph: Graph): Promise<string> {
  const id = ids.get(graph) ?? (await store(graph)).id;
  ids.set(graph, id);
  return id;
}

async function store(graph: Graph): Promise<{ id: string; seq: number }> {
  const [row] = await read<{ id: string; seq: number }>(graph, "read/store");
  if (row === undefined) throw new TaskonomyError("SET_UP", "this Neo4j database is not set up: run migrate first");
  return row;
}

/** An opaque position in the events of one database. */
export const encodeCursor = (database: string, { seq, commit }: Position): string =>
  seq === 0 ? "0" : Buffer.from([database, seq, ...(commit === null ? [] : [commit])].join(":")).toString("base64url");

/** The position in a cursor of this database; `"0"` is the start. BAD_INPUT, CURSOR_FOREIGN. */
export function decodeCursor(database: string, cursor: string): Position {
  if (cursor === "0") return START;
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  const [, owner, seq, commit = null] = /^([0-9a-f-]{36}):(\d{1,15})(?::([0-9a-f]{8}))?$/.exec(text) ?? [];
  if (owner === undefined) throw badInput(`after: ${JSON.stringify(cursor)} is no cursor of an event, nor "0"`);
  if (owner !== database) throw foreign("another database");
  return { seq: Number(seq), commit };
}

/**
 * As `decodeCursor`, and refuses the cursor of an event that this database does not have, or has not any more: a backup was restored
 * since. Returns the number.
 */
export async function resumeAfter(graph: Graph, cursor: string): Promise<number> {
  const { seq, commit } = decodeCursor(await databaseId(graph), cursor);
  if (seq === 0) return 0;
  if ((await commitOf(graph, seq)) !== commit) throw foreign("this database before a backup was restored");
  return seq;
}

/** Cursor of the latest event, `"0"` before the first. */
export async function latestCursor(graph: Graph): Promise<string> {
  const { id, seq } = await store(graph);
  return encodeCursor(id, { seq, commit: (await commitOf(graph, seq)) ?? null });
}

/** Undefined where there is no such event. */
async function commitOf(graph: Graph, seq: number): Promise<string | null | undefined> {
  const [event] = await read<{ commit: string | null }>(graph, "read/event-commit", { seq });
  return event?.commit;
}

const foreign = (issuer: string): TaskonomyError =>
  new TaskonomyError("CURSOR_FOREIGN", `after: the cursor was issued by ${issuer}; start again from "0"`);
