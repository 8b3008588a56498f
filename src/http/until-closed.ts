import type { EventEmitter } from "node:events";
import { TaskonomyError } from "../domain/errors.ts";

/** Aborted when a response or socket is closed, so that work for a client that has gone can end. */
export function untilClosed(connection: EventEmitter): AbortSignal {
  const closed = new AbortController();
  connection.once("close", () => closed.abort(new TaskonomyError("CANCELLED", "the client has gone")));
  return closed.signal;
}
