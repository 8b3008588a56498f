import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { destination, type Logger, pino } from "pino";
import { importPublished } from "./commands/import.ts";
import { type Config, readConfig } from "./config.ts";
import { atMost } from "./domain/limit.ts";
import { type Authenticate, openAuthentication } from "./http/access/authenticate.ts";
import { requireFree } from "./http/listen.ts";
import { requestId } from "./http/request-log.ts";
import { type Served, serve } from "./http/serve.ts";
import { openStores } from "./open-stores.ts";
import { openTogether } from "./open-together.ts";
import { openTraces } from "./open-traces.ts";
import { subscribeHints } from "./queue/hints.ts";
import type { ExperimentQueue } from "./queue/queue.ts";
import { affinityVectors } from "./resolvers/affinity-vectors.ts";
import { shareLatest } from "./resolvers/share-latest.ts";
import { sharePages } from "./resolvers/share-pages.ts";
import { openTail } from "./resolvers/tail.ts";
import { openServices } from "./services/open.ts";
import { openArtifacts } from "./store/artifacts.ts";
import { latestSeq } from "./store/events.ts";
import type { Graph } from "./store/graph.ts";
import { untilStopped } from "./until-stopped.ts";

export interface ServerOptions {
  config: Pick<Config, "host" | "port" | "home" | "logLevel" | "rateLimit" | "introspection" | "corsOrigins">;
  /** Migrated; stays open when the server closes, as the queue does. */
  graph: Graph;
  queue: ExperimentQueue;
  redisUrl: string;
  authenticate: Authenticate;
  log?: Logger;
}

/** Serves the API until `close`. */
export async function startServer({
  config,
  graph,
  queue,
  redisUrl,
  authenticate,
  log = serverLog(config.logLevel),
}: ServerOptions): Promise<Served> {
  const tail = openTail(graph, (listener) => subscribeHints(redisUrl, listener, queue.prefix));
  const artifacts = openArtifacts(join(config.home, "artifacts"));
  const backend = {
    graph,
    queue,
    tail,
    pages: sharePages(graph),
    artifacts,
    vectors: affinityVectors(),
    analysing: atMost(1),
    asking: atMost(2),
    share: shareLatest(),
  };
  const checks = { graph: () => latestSeq(graph), queue: () => queue.redis.ping() };
  try {
    const { url, close } = await serve({ config, authenticate, backend, checks, log });
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

const serverLog = (level: Config["logLevel"]): Logger =>
  pino({ name: "server", level: level ?? "warn", mixin: requestId }, destination(2));

/** The server alone, with the services that it is given or has to start, until it is stopped. */
export async function main(): Promise<void> {
  const config = readConfig();
  const authenticate = await openAuthentication(config);
  await requireFree(config);
  await mkdir(config.home, { recursive: true, mode: 0o700 });
  const { url, givenUp, close } = await openTogether(async (onClose) => {
    await openTraces(config, "server", onClose);
    const { services, graph, queue } = await openStores(openServices, config, onClose);
    await importPublished(graph);
    const server = await startServer({ config, graph, queue, redisUrl: services.redis.url, authenticate });
    onClose(() => server.close());
    return { url: server.url, givenUp: services.givenUp };
  });
  console.error(`GraphQL at ${url}`);
  const failure = await Promise.race([untilStopped(), givenUp]);
  await close();
  if (failure) throw failure;
}

if (process.argv[1] === import.meta.filename) await main();
