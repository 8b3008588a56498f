import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Request, RequestHandler, Response } from "express";
import { badInput } from "../domain/errors.ts";
import { type Backend, contextOf } from "../resolvers/context.ts";
import { transferFeed } from "../resolvers/follow-events.ts";
import type { Caller } from "../resolvers/roles.ts";
import type { TransferEvent } from "../schema/transfer-event.ts";
import { atExpiry } from "./access/expiry.ts";
import { atOnce } from "./at-once.ts";
import type { FormatError } from "./format-error.ts";
import { MAX_OPERATIONS } from "./limits.ts";
import { untilClosed } from "./until-closed.ts";

/** Comments in between, so that neither side takes a quiet connection for a dead one. */
const HEARTBEAT_MS = 15_000;
/** Proxies and `compression` would hold events back. */
const HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};
const PARAMETERS = ["experiment", "target", "source", "after"] as const;

export interface EventStreams {
  follow: RequestHandler;
  /** Ends the streams that are open; their clients connect again, elsewhere or later. */
  close(): void;
}

/**
 * The feed of `transferComputed` as server-sent events: `id` is the event's cursor, which a client that reconnects sends as
 * Last-Event-ID. A client that does not read holds up only its own stream. RATE_LIMITED where a caller has too many open.
 */
export function eventStreams(backend: Backend, format: FormatError): EventStreams {
  const closing = new AbortController();
  const count = atOnce(MAX_OPERATIONS, "streams of events");
  return {
    close: () => closing.abort(),
    follow: async (request, response) => {
      const caller: Caller = response.locals.caller;
      const gone = untilClosed(response);
      count(caller.name, gone);
      const feed = await transferFeed(contextOf(backend, caller, gone), askedFeed(request));
      const expired = new AbortController();
      atExpiry(caller.expires, gone, () => expired.abort());
      const signal = AbortSignal.any([closing.signal, gone, expired.signal]);
      response.writeHead(200, HEADERS).flushHeaders();
      void beat(response, signal);
      try {
        for await (const event of feed(signal)) await send(response, written(event), signal);
      } catch (error) {
        // Too late for a status: the client comes back with its last cursor.
        format(error);
      }
      response.end();
    },
  };
}

function askedFeed({ query, headers }: Request) {
  for (const [name, value] of Object.entries(query)) {
    if (PARAMETERS.some((known) => known === name) && typeof value === "string") continue;
    throw badInput(`${name}: allowed are the parameters ${PARAMETERS.join(", ")}, each once`);
  }
  const { experiment = null, target = null, source = null, after = null } = query as Record<string, string>;
  return { experiment, target, source, after: headers["last-event-id"]?.toString() || after };
}

const written = (event: TransferEvent): string => `id: ${event.cursor}\ndata: ${JSON.stringify(event)}\n\n`;

/** Resolves when there is room for more. */
async function send(response: Response, text: string, signal: AbortSignal): Promise<void> {
  if (!response.write(text)) await once(response, "drain", { signal }).catch(() => {});
}

async function beat(response: Response, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(HEARTBEAT_MS, undefined, { signal, ref: false }).catch(() => {});
    if (!signal.aborted && !response.writableNeedDrain) response.write(":\n\n");
  }
}
