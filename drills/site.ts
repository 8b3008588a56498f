import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFromPreset } from "../src/queue/create-experiment.ts";
import type { ExperimentRequest } from "../src/queue/new-experiment.ts";
import { type ExperimentQueue, openQueue } from "../src/queue/queue.ts";
import { startExperiment } from "../src/queue/start.ts";
import { ownServices } from "../src/services/open.ts";
import type { Addresses, Services } from "../src/services/services.ts";
import { findExperiment } from "../src/store/experiments.ts";
import { connectGraph, type Graph } from "../src/store/graph.ts";
import { migrate } from "../src/store/migrate.ts";
import { eventually, HOUR } from "./eventually.ts";
import { type Outcome, outcome } from "./outcome.ts";
import { type Running, taskonomy, urlOf } from "./process.ts";

/** A Neo4j and a Redis of one's own, and the processes started on them. */
export interface Site {
  services: Services;
  graph: Graph;
  queue: ExperimentQueue;
  /** Everything that was started, ended or not. */
  started: Running[];
  /** Local state of a run; two runs share no results. */
  homeOf(run: string): string;
  /** Starts a command for a run. */
  start(command: string[], run: string, how?: How): Running;
  /** Sends a signal to the embedded service's own process; its guard and this process start it again where it ends. */
  signalService(name: ServiceName, signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): Promise<void>;
  /** What a run of the same request leaves that nothing disturbs, in an experiment of its own; made once. */
  undisturbed(request: Request): Promise<Outcome>;
  close(): Promise<void>;
}

export type ServiceName = "neo4j" | "redis";

/** An experiment without its id. */
export type Request = Omit<ExperimentRequest, "id">;

interface How {
  env?: Record<string, string>;
  /** The command under which it runs. */
  within?: string[];
  /** The services as it sees them, where something lies between. */
  services?: Addresses;
}

export async function openSite(): Promise<Site> {
  const home = await mkdtemp(join(tmpdir(), "taskonomy-drill-"));
  const services = await ownServices({ home, neo4j: null, redisUrl: null });
  const graph = await connectGraph(services.neo4j);
  await migrate(graph);
  const queue = openQueue(services.redis.url);
  const started: Running[] = [];
  const calm = new Map<string, Promise<Outcome>>();

  const site: Site = {
    services,
    graph,
    queue,
    started,
    homeOf: (run) => join(home, run),
    start(command, run, { env = {}, within = [], services: { neo4j, redis } = services } = {}) {
      const where = {
        NEO4J_URI: neo4j.uri,
        NEO4J_USER: neo4j.user,
        NEO4J_PASSWORD: neo4j.password,
        NEO4J_DATABASE: neo4j.database,
        REDIS_URL: redis.url,
        TASKONOMY_HOME: site.homeOf(run),
      };
      const running = taskonomy(command, { ...where, ...env }, within);
      started.push(running);
      return running;
    },
    async signalService(name, signal) {
      process.kill(Number(await readFile(join(home, name, "service.pid"), "utf8")), signal);
    },
    undisturbed(request) {
      const key = JSON.stringify(request);
      const known = calm.get(key) ?? runCalmly(site, `calm-${calm.size + 1}`, request);
      calm.set(key, known);
      return known;
    },
    async close() {
      for (const running of started) await running.end("SIGKILL");
      await queue.close();
      await graph.close();
      await services.close();
      await rm(home, { recursive: true, force: true });
    },
  };
  return site;
}

async function runCalmly(site: Site, id: string, request: Request): Promise<Outcome> {
  await begin(site, id, request);
  const workers = [site.start(["worker"], id), site.start(["worker"], id)];
  await eventually(() => hasCompleted(site, id), HOUR);
  await Promise.all(workers.map((worker) => worker.end("SIGTERM")));
  return outcome(site.graph, id);
}

/** Creates and starts an experiment; nothing happens before a worker is there. */
export async function begin({ graph, queue }: Site, id: string, request: Request): Promise<void> {
  await createFromPreset(graph, { ...request, id });
  await startExperiment(queue, graph, id);
}

/** Throws the reason where the experiment FAILED. False while the graph does not answer. */
export async function hasCompleted({ graph }: Site, id: string): Promise<boolean> {
  const experiment = await findExperiment(graph, id).catch(() => null);
  if (experiment?.status === "FAILED") throw new Error(experiment.error!);
  return experiment?.status === "COMPLETED";
}

/** Waits until the experiment FAILED and returns why. */
export async function failureOf({ graph }: Site, id: string): Promise<string> {
  let error: string | null = null;
  await eventually(async () => {
    const experiment = await findExperiment(graph, id).catch(() => null);
    if (experiment?.status === "COMPLETED") throw new Error(`${id} COMPLETED, though it was to fail`);
    error = experiment?.status === "FAILED" ? experiment.error : null;
    return error !== null;
  });
  return error!;
}

/** Asks a server, once it serves. */
export async function ask(server: Running, query: string): Promise<unknown> {
  const url = await urlOf(server);
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) });
  return response.json();
}
