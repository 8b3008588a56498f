import { mkdir } from "node:fs/promises";
import type { Config } from "../config.ts";
import type { TaskonomyError } from "../domain/errors.ts";
import { type ExperimentQueue, openQueue } from "../queue/enqueue.ts";
import { ownServices } from "../services/open.ts";
import { connectGraph, type Graph } from "../store/graph.ts";
import { migrate } from "../store/migrate.ts";
import { startWorkers, type Workers } from "./workers.ts";

/** Everything at once on one machine: services, server, workers. */
export interface Platform {
  graph: Graph;
  queue: ExperimentQueue;
  workers: Workers;
  url: string;
  neo4j: { uri: string; user: string };
  /** Resolves with the reason when a service cannot be kept running. */
  givenUp: Promise<TaskonomyError>;
  close(): Promise<void>;
}

/** HOME_IN_USE where another process owns the embedded services of this home. */
export async function startPlatform(config: Config): Promise<Platform> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await mkdir(config.home, { recursive: true, mode: 0o700 });
    const services = await ownServices(config);
    closers.push(() => services.close());
    const graph = await connectGraph(services.neo4j);
    closers.push(() => graph.close());
    await migrate(graph);
    const queue = openQueue(services.redis.url);
    closers.push(() => queue.close());
    // Loaded here, as the schema takes a second to build and most commands do without it.
    const { startServer } = await import("../server.ts");
    const server = await startServer({ config, graph, queue, redisUrl: services.redis.url });
    closers.push(() => server.close());
    const workers = startWorkers(config, services);
    closers.push(() => workers.close());
    return { graph, queue, workers, url: server.url, neo4j: services.neo4j, givenUp: services.givenUp, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves at SIGINT or SIGTERM; a second signal ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
