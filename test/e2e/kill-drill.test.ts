import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ExperimentQueue, openQueue } from "../../src/queue/queue.ts";
import { startExperiment } from "../../src/queue/start.ts";
import { ownServices } from "../../src/services/open.ts";
import type { Services } from "../../src/services/services.ts";
import { createExperiment, requireExperiment } from "../../src/store/experiments.ts";
import { connectGraph, type Graph } from "../../src/store/graph.ts";
import { allEdges, prepare } from "../queue/platform.ts";
import { smokeExperiment, smokeKeys } from "../queue/smoke.ts";
import { outcome } from "./outcome.ts";
import { eventually, kill, processesOf, type Running, taskonomy } from "./process.ts";

let home: string;
let services: Services;
let graph: Graph;
let queue: ExperimentQueue;
const entries: Running[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "taskonomy-drill-"));
  services = await ownServices({ home, neo4j: null, redisUrl: null });
  graph = await connectGraph(services.neo4j);
  await prepare(graph);
  queue = openQueue(services.redis.url);
});

afterAll(async () => {
  for (const entry of entries) await entry.end("SIGKILL");
  await queue?.close();
  await graph?.close();
  await services?.close();
  await rm(home, { recursive: true, force: true });
});

/** A command on the services of this test. Two runs share no results: each has a home of its own. */
function start(command: string[], run: string): Running {
  const { neo4j, redis } = services;
  const running = taskonomy(command, {
    NEO4J_URI: neo4j.uri,
    NEO4J_USER: neo4j.user,
    NEO4J_PASSWORD: neo4j.password,
    NEO4J_DATABASE: neo4j.database,
    REDIS_URL: redis.url,
    TASKONOMY_HOME: join(home, run),
  });
  entries.push(running);
  return running;
}

/** Asks a server, once it serves. */
async function ask(server: Running, query: string): Promise<unknown> {
  const url = (await server.line(/^GraphQL at/)).slice("GraphQL at ".length);
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) });
  return response.json();
}

/** The embedded service's own process, as its guard wrote it down. */
async function killService(name: "neo4j" | "redis"): Promise<void> {
  process.kill(Number(await readFile(join(home, name, "service.pid"), "utf8")), "SIGKILL");
}

const completed = async (id: string): Promise<boolean> => {
  const experiment = await requireExperiment(graph, id).catch(() => null);
  if (experiment?.status === "FAILED") throw new Error(experiment.error!);
  return experiment?.status === "COMPLETED";
};

/** Waits until one of the workers has begun a job of the kind in the experiment `drill`. */
const reached = (kind: string, ...workers: Running[]): Promise<boolean> =>
  eventually(async () => {
    await completed("drill");
    return workers.some(({ lines }) => lines.some(({ msg, job }) => msg === "started" && job?.startsWith(`${kind}/`)));
  });

it("gives the graph of an undisturbed run when server, worker, Redis and Neo4j are killed in turn, then all at once", async () => {
  await createExperiment(graph, smokeExperiment("calm"));
  await startExperiment(queue, graph, "calm");
  const calm = start(["worker"], "calm");
  await eventually(() => completed("calm"));
  await calm.end("SIGTERM");
  expect(calm.process.exitCode).toBe(0);
  const expected = await outcome(graph, "calm");

  await createExperiment(graph, smokeExperiment("drill"));
  const server = start(["serve"], "drill");
  const started = await ask(server, 'mutation { startExperiment(id: "drill") { status } }');
  expect(started).toEqual({ data: { startExperiment: { status: "RUNNING" } } });
  const first = start(["worker"], "drill");
  const second = start(["worker"], "drill");

  await reached("model", first);
  await Promise.all([server.end("SIGKILL"), first.end("SIGKILL")]);
  const third = start(["worker"], "drill");

  await reached("baseline", second, third);
  await killService("redis");

  await reached("representation", second, third);
  await eventually(() => queue.redis.flushall().then(Boolean, () => false));

  await reached("transfers", second, third);
  await killService("neo4j");

  await reached("beam", second, third);
  await Promise.all([second.end("SIGKILL"), third.end("SIGKILL"), killService("redis"), killService("neo4j")]);
  const again = start(["serve"], "drill");
  const last = [start(["worker"], "drill"), start(["worker"], "drill")];
  await eventually(() => completed("drill"));
  const answer = await ask(again, '{ experiment(id: "drill") { status } }');
  expect(answer).toEqual({ data: { experiment: { status: "COMPLETED" } } });
  await Promise.all(last.map((worker) => worker.end("SIGTERM")));

  expect(await outcome(graph, "drill")).toEqual(expected);
  expect((await allEdges(graph, "drill")).map(({ key }) => key)).toEqual(smokeKeys("drill"));

  // Each finished job done once: nobody started a job that anybody had finished.
  const lines = entries.flatMap((entry) => entry.lines).filter((line) => line.experiment === "drill");
  for (const { job, time } of lines.filter(({ msg }) => msg === "done")) {
    expect(lines.filter((line) => line.msg === "started" && line.job === job && line.time > time)).toEqual([]);
  }
}, 900_000);

it("a run whose workers keep ending fails and names their log", async () => {
  const run = start(["run", "--experiment", "doomed", "--preset", "smoke"], "doomed");
  const killing = setInterval(() => {
    for (const { pid, command } of processesOf(join(home, "doomed"))) if (command.includes("worker.ts")) kill(pid);
  }, 50);
  const status = await run.ended;
  clearInterval(killing);
  expect(status).toBe(1);
  expect(run.lines.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Backend: tensorflow-/),
      expect.stringMatching(/^taskonomy: Worker \d keeps ending; .*worker-\d\.log/),
    ]),
  );
  expect(processesOf(join(home, "doomed"))).toEqual([]);
}, 200_000);
