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

/** Events after a position, in their order. Filtered feeds have gaps in `seq`. */
export async function eventsAfter(graph: Graph, query: EventQuery): Promise<TransferEvent[]> {
  const { seq, experiment = null, target = null, source = null, first } = query;
  const name = experiment === null ? "read/events-after" : "read/events-after-of-experiment";
  const parameters = { seq, experiment, target, source, limit: first };
  const rows = await read<{ event: TransferEvent }>(graph, name, parameters);
  return rows.map(({ event }) => ({ ...ABSENT, ...event }));
}

/** Properties that are null are absent in the graph. */
const ABSENT = { affinity: null, gain: null, quality: null };

/** Number of the latest event, 0 before the first. */
export async function latestSeq(graph: Graph): Promise<number> {
  return (await store(graph)).seq;
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
export const encodeCursor = (database: string, seq: number): string =>
  Buffer.from(`${database}:${seq}`).toString("base64url");

/** The number in a cursor of this database; `"0"` is the start. BAD_INPUT, CURSOR_FOREIGN. */
export function decodeCursor(database: string, cursor: string): number {
  if (cursor === "0") return 0;
  const [, owner, seq] = /^([0-9a-f-]{36}):(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (owner === undefined) throw badInput(`after: ${JSON.stringify(cursor)} is no cursor of an event, nor "0"`);
  if (owner !== database) throw foreign();
  return Number(seq);
}

/** As `decodeCursor`, and refuses a position that this database has not reached: it was restored from a backup. */
export async function resumeAfter(graph: Graph, cursor: string): Promise<number> {
  const seq = decodeCursor(await databaseId(graph), cursor);
  if (seq > 0 && seq > (await latestSeq(graph))) throw foreign();
  return seq;
}

const foreign = (): TaskonomyError =>
  new TaskonomyError("CURSOR_FOREIGN", 'after: the cursor was issued by another database; start again from "0"');
