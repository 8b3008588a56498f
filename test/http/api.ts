import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Logger, pino } from "pino";
import { taskRecord } from "../../src/commands/task-record.ts";
import { type Config, readConfig } from "../../src/config.ts";
import type { ErrorCode } from "../../src/domain/errors.ts";
import { parseTable } from "../../src/files/table.ts";
import { openAuthentication } from "../../src/http/access/authenticate.ts";
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

interface Overrides {
  graph?: Graph;
  redisUrl?: string;
  config?: Partial<Config>;
  log?: Logger;
}

/** A server on the shared services, with a queue of its own. */
export async function openApi(overrides: Overrides = {}): Promise<Api> {
  const { neo4j, redis } = sharedServices();
  const graph = await connectGraph(neo4j);
  await migrate(graph);
  const queue = openQueue(redis.url, uniqueName("api"));
  const home = await mkdtemp(join(tmpdir(), "api-"));
  const config = { ...readConfig({}), port: 0, home, ...overrides.config };
  const server = await startServer({
    config,
    authenticate: await openAuthentication(config),
    graph: overrides.graph ?? graph,
    queue,
    redisUrl: overrides.redisUrl ?? redis.url,
    log: overrides.log ?? pino({ level: "silent" }),
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

export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return (await (await postRaw(url, body, headers)).json()) as Answer;
}

export const postRaw = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

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
