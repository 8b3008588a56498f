import type { EventEmitter } from "node:events";
import { TaskonomyError } from "../domain/errors.ts";

const GONE = new TaskonomyError("CANCELLED", "the client has gone");

/** Aborted when a response or socket is closed, so that work for a client that has gone can end. */
export function untilClosed(connection: EventEmitter & { readonly closed?: boolean }): AbortSignal {
  const closed = new AbortController();
  const close = (): void => closed.abort(GONE);
  // It may have gone while its credential was looked at.
  if (connection.closed) close();
  else connection.once("close", close);
  return closed.signal;
}
