import type { EventEmitter } from "node:events";
import { TaskonomyError } from "../domain/errors.ts";

const GONE = new TaskonomyError("CANCELLED", "the client has gone");

/** Aborted when a response or socket is closed, so that work for a client that has gone can end. */
export function untilClosed(connection: EventEmitter): AbortSignal {
  const closed = new AbortController();
  connection.once("close", () => closed.abort(GONE));
  return closed.signal;
}
