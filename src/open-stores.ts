import type { Closer } from "./open-together.ts";
import { type ExperimentQueue, openQueue } from "./queue/queue.ts";
import type { Services, ServicesConfig } from "./services/services.ts";
import { connectGraph, type Graph } from "./store/graph.ts";
import { migrate } from "./store/migrate.ts";

export interface Stores {
  services: Services;
  /** Migrated. */
  graph: Graph;
  queue: ExperimentQueue;
}

/** Inside `openTogether`: the services as `open` finds or starts them (for a command, or to own), and a process's clients on them. */
export async function openStores(
  open: (config: ServicesConfig) => Promise<Services>,
  config: ServicesConfig,
  onClose: (closer: Closer) => void,
): Promise<Stores> {
  const services = await open(config);
  onClose(() => services.close());
  const graph = await connectGraph(services.neo4j);
  onClose(() => graph.close());
  await migrate(graph);
  const queue = openQueue(services.redis.url);
  onClose(() => queue.close());
  return { services, graph, queue };
}
