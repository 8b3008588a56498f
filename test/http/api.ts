import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { taskRecord } from "../../src/commands/task-record.ts";
import type { ErrorCode } from "../../src/domain/errors.ts";
import { parseTable } from "../../src/files/table.ts";
import { openQueue } from "../../src/queue/queue.ts";
import { startServer } from "../../src/server.ts";
import { type Artifacts, openArtifacts } from "../../src/store/artifacts.ts";
import { connectGraph, type Graph } from "../../src/store/graph.ts";
import { importTable } from "../../src/store/imports.ts";
import { migrate } from "../../src/store/migrate.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are read as a client would
export type Answer = { data: any; errors?: { message: string; path?: unknown[]; extensions: { code: ErrorCode } }[] };

export interface Api {
  graph: Graph;
  artifacts: Artifacts;
  url: string;
  query(text: string, variables?: object): Promise<Answer>;
  close(): Promise<void>;
}

/** A server on the shared services, with a queue of its own. */
export async function openApi(overrides: { graph?: Graph; redisUrl?: string } = {}): Promise<Api> {
  const { neo4j, redis } = sharedServices();
  const graph = await connectGraph(neo4j);
  await migrate(graph);
  const queue = openQueue(redis.url, uniqueName("api"));
  const home = await mkdtemp(join(tmpdir(), "api-"));
  const server = await startServer({
    config: { host: "127.0.0.1", port: 0, home, logLevel: null },
    graph: overrides.graph ?? graph,
    queue,
    redisUrl: overrides.redisUrl ?? redis.url,
    log: pino({ level: "silent" }),
  });
  return {
    graph,
    artifacts: openArtifacts(join(home, "artifacts")),
    url: server.url,
    query: (text, variables = {}) => post(server.url, { query: text, variables }),
    async close() {
      await server.close();
      await queue.jobs.obliterate({ force: true });
      await queue.close();
      await graph.close();
      await rm(home, { recursive: true });
    },
  };
}

export async function post(url: string, body: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}

/** The published 16k table as an experiment of this test's own; returns its id. */
export async function importPublished(graph: Graph): Promise<string> {
  const file = join(import.meta.dirname, "../../published/taskonomy2018_16k.csv");
  return importText(graph, await readFile(file, "utf8"));
}

export const TABLE_HEADER = "target,sources,order,affinity,wins_vs_pixels,wins_vs_task";

export async function importText(graph: Graph, text: string, id = uniqueName("table")): Promise<string> {
  const rows = parseTable(text, "table.csv");
  const tasks = rows.flatMap(({ target, sources }) => [target, ...sources]).map(taskRecord);
  await importTable(graph, { id, title: null, source: "table.csv", rows, tasks, replace: true });
  return id;
}
