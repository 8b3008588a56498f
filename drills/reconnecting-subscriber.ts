import { deepEqual } from "node:assert/strict";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { randomOf } from "../src/domain/random.ts";
import { check } from "./checker.ts";
import { type Drill, SHORT } from "./drill.ts";
import { eventually } from "./eventually.ts";
import { allEvents } from "./outcome.ts";
import { urlOf } from "./process.ts";
import { begin, hasCompleted } from "./site.ts";

const ID = "reconnecting-subscriber";
const CONNECTIONS = 100;
const query = "subscription ($after: String) { transferComputed(after: $after) { seq cursor } }";

interface Event {
  seq: string;
  cursor: string;
}

export const reconnectingSubscriber: Drill = {
  description: `a subscriber breaks its connection ${CONNECTIONS} times during a run and resumes from its last cursor`,
  async run(site, { seed }, say) {
    const expected = await site.undisturbed(SHORT);
    const server = site.start(["serve"], ID);
    const url = (await urlOf(server)).replace("http", "ws");
    await begin(site, ID, SHORT);
    const worker = site.start(["worker"], ID);

    const random = randomOf(seed, ID);
    const seen: Event[] = [];
    for (let i = 1; i < CONNECTIONS; i++) await receive(url, seen, 1 + random.integer(2), random.between(100, 1000));
    await eventually(() => hasCompleted(site, ID));
    const all = await allEvents(site.graph, null);
    while (seen.length < all.length) await receive(url, seen, all.length, 5000);
    deepEqual(
      seen.map(({ seq }) => Number(seq)),
      all.map(({ seq }) => seq),
      "every event once, in order",
    );
    say(`${seen.length} events over at least ${CONNECTIONS} connections`);
    await check(site, ID, { expected });
    await Promise.all([server.end("SIGTERM"), worker.end("SIGTERM")]);
  },
};

/** Connects, takes at most so many events and waits at most so long for them, and breaks the connection without a word. */
async function receive(url: string, seen: Event[], most: number, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const connected = (): void => {
    timer = setTimeout(() => client.terminate(), patience);
  };
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, on: { connected } });
  try {
    const after = seen.at(-1)?.cursor ?? "0";
    let taken = 0;
    for await (const { data } of client.iterate<{ transferComputed: Event }>({ query, variables: { after } })) {
      seen.push(data!.transferComputed);
      if (++taken === most) break;
    }
  } catch (error) {
    // Our own break: code 4499 of graphql-ws.
    if ((error as { code?: number }).code !== 4499) throw error;
  } finally {
    clearTimeout(timer);
    client.terminate();
  }
}
