import { print } from "graphql";
import { type Client, createClient } from "graphql-ws/client";
import type { Document } from "./document.ts";
import { type Connections, failureOf, mayPass } from "./failure.ts";
import type { Endpoint } from "./request.ts";

/** A connection is pinged so often, and given up where no answer comes. */
const PING_MS = 15_000;
const PONG_MS = 5000;
/** Between attempts: twice as long each time. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Results of a subscription until its end or the signal. Whenever its connection is lost it begins anew on another one, with the
 * variables of then; only the very first connection must succeed. Throws what would fail again.
 */
export async function* follow<Result>(
  endpoint: Endpoint,
  document: Document<Result, never>,
  variables: () => object,
  signal: AbortSignal,
): AsyncGenerator<Result, void> {
  const webSocketImpl = (globalThis as { WebSocket?: unknown }).WebSocket ?? (await import("ws")).WebSocket;
  const connections: Connections = { reached: false, admitted: false };
  for (let attempt = 0; !signal.aborted; attempt++) {
    const client = openClient(endpoint, webSocketImpl, connections);
    const results = client.iterate<Result>({ query: print(document), variables: { ...variables() } });
    const stop = (): void => void results.return!();
    signal.addEventListener("abort", stop);
    try {
      for await (const { data, errors } of results) {
        if (signal.aborted) return;
        if (errors) throw errors;
        attempt = 0;
        yield data!;
      }
      return;
    } catch (failure) {
      if (signal.aborted) return;
      if (!mayPass(failure, connections)) throw failureOf(failure, endpoint.url);
      // A connection was made and lost. A server that refuses for now (RATE_LIMITED) is asked less and less often.
      if (connections.admitted && !Array.isArray(failure)) attempt = 0;
    } finally {
      signal.removeEventListener("abort", stop);
    }
    await pause(Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS), signal);
  }
}

/** A connection, opened when it is first used. */
function openClient({ url, authorization }: Endpoint, webSocketImpl: unknown, connections: Connections): Client {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl,
    retryAttempts: 0,
    keepAlive: PING_MS,
    connectionAckWaitTimeout: PING_MS,
    connectionParams: async () => ({ authorization: await authorization() }),
    on: {
      connecting: () => {
        connections.admitted = false;
      },
      connected: () => {
        connections.admitted = true;
        connections.reached = true;
      },
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
      closed: () => clearTimeout(silence),
    },
  });
  return client;
}

/** Some time, or until the signal. Half of it is left to chance: clients of one server do not all come back at once. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms * (0.5 + Math.random() / 2));
    signal.addEventListener("abort", done);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
