import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import type { Experiment } from "../../src/domain/experiment.ts";
import type { Transfer } from "../../src/domain/transfer.ts";
import type { WorkerContext } from "../../src/queue/context.ts";
import { openQueue } from "../../src/queue/queue.ts";
import type { Addresses } from "../../src/services/services.ts";
import { openArtifacts } from "../../src/store/artifacts.ts";
import { requireExperiment } from "../../src/store/experiments.ts";
import { connectGraph, type Graph } from "../../src/store/graph.ts";
import { migrate } from "../../src/store/migrate.ts";
import { saveTasks } from "../../src/store/tasks.ts";
import { listTransfers } from "../../src/store/transfers.ts";
import { TASKS } from "../../src/tasks/registry.ts";
import { uniqueName } from "../helpers/services.ts";

export interface Platform extends WorkerContext {
  redisUrl: string;
  /** Where an artifact lies. */
  objectPath(hash: string): string;
  close(): Promise<void>;
}

/** A worker's surroundings on the shared services, with a queue and a home of its own. */
export async function openPlatform({ neo4j, redis }: Addresses): Promise<Platform> {
  const home = await mkdtemp(join(tmpdir(), "taskonomy-queue-"));
  const graph = await connectGraph(neo4j);
  await prepare(graph);
  const queue = openQueue(redis.url, uniqueName("test"));
  return {
    graph,
    queue,
    artifacts: openArtifacts(join(home, "artifacts")),
    datasets: join(home, "datasets"),
    backend: "tensorflow-cpu test",
    opened: new Map(),
    log: pino({ level: "silent" }),
    redisUrl: redis.url,
    objectPath: (hash) => join(home, "artifacts", "objects", hash.slice(0, 2), hash.slice(2)),
    async close() {
      await queue.jobs.obliterate({ force: true });
      await queue.close();
      await graph.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Constraints and the tasks of the registry. */
async function prepare(graph: Graph): Promise<void> {
  await migrate(graph);
  const records = [...TASKS.values()].map(({ name, kind, description, approximation }) => ({
    name,
    kind,
    description,
    approximation,
  }));
  await saveTasks(graph, records);
}

/** Waits until the experiment is in one of the statuses. */
export async function settled(graph: Graph, id: string, statuses = ["COMPLETED", "FAILED"]): Promise<Experiment> {
  for (;;) {
    const experiment = await requireExperiment(graph, id);
    if (statuses.includes(experiment.status)) return experiment;
    await sleep(100);
  }
}

/** All edges of an experiment, self edges, controls and failed ones included, by key. */
export async function allEdges(graph: Graph, experiment: string): Promise<Transfer[]> {
  const { items } = await listTransfers(graph, { experiment, controls: true, first: 1000 });
  return items.sort((a, b) => (a.key < b.key ? -1 : 1));
}
