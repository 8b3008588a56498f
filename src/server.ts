import { mkdir } from "node:fs/promises";
import { destination, type Logger, pino } from "pino";
import { type Config, readConfig } from "./config.ts";
import { type Served, serve } from "./http/serve.ts";
import { type ExperimentQueue, openQueue } from "./queue/enqueue.ts";
import { subscribeHints } from "./queue/hints.ts";
import { affinityVectors } from "./resolvers/affinity-vectors.ts";
import { atMost } from "./resolvers/limit.ts";
import { openTail } from "./resolvers/tail.ts";
import { openServices } from "./services/open.ts";
import { latestSeq } from "./store/events.ts";
import { connectGraph, type Graph } from "./store/graph.ts";
import { migrate } from "./store/migrate.ts";

/** Solves at a time: each keeps a core busy. */
const SOLVES = 2;

export interface ServerOptions {
  config: Pick<Config, "host" | "port">;
  /** Migrated; stays open when the server closes, as the queue does. */
  graph: Graph;
  queue: ExperimentQueue;
  redisUrl: string;
  log?: Logger;
}

/** Serves the API until `close`. */
export async function startServer({
  config,
  graph,
  queue,
  redisUrl,
  log = serverLog(),
}: ServerOptions): Promise<Served> {
  const tail = openTail(graph, (listener) => subscribeHints(redisUrl, listener, queue.prefix));
  const backend = { graph, queue, tail, vectors: affinityVectors(), solving: atMost(SOLVES) };
  const checks = { graph: () => latestSeq(graph), queue: () => queue.redis.ping() };
  try {
    const { host, port } = config;
    const { url, close } = await serve({ host, port, backend, checks, log });
    return {
      url,
      async close() {
        await close();
        tail.close();
      },
    };
  } catch (error) {
    tail.close();
    throw error;
  }
}

const serverLog = (): Logger => pino({ name: "server", level: process.env.LOG_LEVEL ?? "warn" }, destination(2));

export async function main(): Promise<void> {
  const config = readConfig();
  await mkdir(config.home, { recursive: true, mode: 0o700 });
  const services = await openServices(config);
  const graph = await connectGraph(services.neo4j);
  await migrate(graph);
  const queue = openQueue(services.redis.url);
  const server = await startServer({ config, graph, queue, redisUrl: services.redis.url });
  console.error(`GraphQL at ${server.url}`);

  let ending = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, async () => {
      if (ending) process.exit(1);
      ending = true;
      await server.close();
      await queue.close();
      await graph.close();
      await services.close();
      process.exit(0);
    });
  }
}

if (process.argv[1] === import.meta.filename) await main();
