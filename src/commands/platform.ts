import { mkdir } from "node:fs/promises";
import type { Config } from "../config.ts";
import type { TaskonomyError } from "../domain/errors.ts";
import { openAuthentication } from "../http/access/authenticate.ts";
import { requireFree } from "../http/listen.ts";
import { openStores } from "../open-stores.ts";
import { openTogether } from "../open-together.ts";
import { openTraces } from "../open-traces.ts";
import type { ExperimentQueue } from "../queue/queue.ts";
import { ownServices } from "../services/open.ts";
import type { Graph } from "../store/graph.ts";
import { startWorkers } from "./workers.ts";

/** Everything at once on one machine: services, server, workers. */
export interface Platform {
  graph: Graph;
  queue: ExperimentQueue;
  url: string;
  neo4j: { uri: string; user: string };
  /** Resolves with the reason when a service or a worker cannot be kept running. */
  givenUp: Promise<TaskonomyError>;
  close(): Promise<void>;
}

/** HOME_IN_USE where another process owns the embedded services of this home; SET_UP where the port is taken. */
export async function startPlatform(config: Config): Promise<Platform> {
  const authenticate = await openAuthentication(config);
  await requireFree(config);
  return openTogether(async (onClose) => {
    await openTraces(config, "server", onClose);
    await mkdir(config.home, { recursive: true, mode: 0o700 });
    const { services, graph, queue } = await openStores(ownServices, config, onClose);
    // Loaded here, as the schema takes a second to build and most commands do without it.
    const { startServer } = await import("../server.ts");
    const server = await startServer({ config, graph, queue, redisUrl: services.redis.url, authenticate });
    onClose(() => server.close());
    const workers = startWorkers(config, services);
    onClose(() => workers.close());
    const givenUp = Promise.race([services.givenUp, workers.givenUp]);
    return { graph, queue, url: server.url, neo4j: services.neo4j, givenUp };
  });
}
