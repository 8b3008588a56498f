import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "../../drills/eventually.ts";
import { outcome } from "../../drills/outcome.ts";
import { kill, processesOf, type Running, taskonomy } from "../../drills/process.ts";
import { readConnection } from "../../src/services/connection.ts";
import { eventsAfter } from "../../src/store/events.ts";
import { connectGraph, type Graph } from "../../src/store/graph.ts";
import { allEdges } from "../queue/platform.ts";

const ID = "demo-short";
let folder: string;
let calm: string;
let disturbed: string;
/** Of a run that nothing disturbed. */
let expected: { json: Result; graph: unknown };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "taskonomy-demo-"));
  calm = join(folder, "calm");
  disturbed = join(folder, "disturbed");
});

afterAll(async () => {
  const left = [...processesOf(calm), ...processesOf(disturbed)];
  for (const { pid } of left) kill(pid);
  await rm(folder, { recursive: true, force: true });
  expect(left).toEqual([]);
});

interface Result {
  experiment: string;
  tasks: string[];
  transfers: Record<string, number>;
  affinities: { sources: string[]; target: string; affinity: number }[];
  taxonomies: { budget: number; status: string; transfers: object[]; seconds?: number }[];
  seconds: Record<string, number>;
}

const json = (home: string): string => `${home}.json`;

const demo = (home: string, ...options: string[]): Running =>
  taskonomy(["demo", "--short", "--json", json(home), ...options], { TASKONOMY_HOME: home });

/** What the last demo wrote, without durations. */
async function written(home: string): Promise<Result> {
  const result: Result = JSON.parse(await readFile(json(home), "utf8"));
  return { ...result, taxonomies: result.taxonomies.map(({ seconds: _, ...rest }) => rest), seconds: {} };
}

/** Looks at the graph of a demo that is serving. */
async function inGraph<T>(home: string, owner: Running, look: (graph: Graph) => Promise<T>): Promise<T> {
  const { neo4j } = (await readConnection(home, owner.process.pid!))!;
  const graph = await connectGraph(neo4j);
  try {
    return await look(graph);
  } finally {
    await graph.close();
  }
}

it("runs the whole method, writes the result and leaves nothing running", async () => {
  expect(await demo(calm, "--exit").ended).toBe(0);
  const result: Result = JSON.parse(await readFile(json(calm), "utf8"));
  expect(Object.keys(result)).toEqual(["experiment", "tasks", "transfers", "affinities", "taxonomies", "seconds"]);
  expect(result.experiment).toBe(ID);
  expect(Object.keys(result.transfers)).toEqual(["1", "2"]);
  expect(Object.keys(result.seconds)).toEqual(expect.arrayContaining(["DATASET", "MODEL", "TRANSFERS", "BEAM"]));
  expect(result.affinities.every(({ affinity }) => affinity > 0 && affinity < 1)).toBe(true);
  expect(result.taxonomies.map(({ budget, status }) => [budget, status])).toContainEqual([3, "OPTIMAL"]);
  expect(processesOf(calm)).toEqual([]);
}, 600_000);

it("repeats no finished work, and keeps serving", async () => {
  const began = new Date().toISOString();
  const first = await written(calm);
  const again = demo(calm);
  await again.line(/^Serving/);
  const second = await written(calm);
  expect(second).toEqual(first);
  expected = { json: second, graph: await inGraph(calm, again, (graph) => outcome(graph, ID)) };
  await inGraph(calm, again, async (graph) => {
    const edges = await allEdges(graph, ID);
    expect(edges.filter(({ computedAt }) => computedAt! >= began)).toEqual([]);
    expect(await eventsAfter(graph, { seq: 0, experiment: ID, first: 1000 })).toHaveLength(edges.length);
  });

  // The port of a process that serves already.
  const url = new URL((await again.line(/^GraphQL at/)).match(/http[^,]+/)![0]);
  const refused = taskonomy(["serve"], { TASKONOMY_HOME: calm, PORT: url.port });
  expect(await refused.ended).toBe(1);
  expect(refused.lines.map(({ msg }) => msg)).toEqual([expect.stringContaining(url.port)]);

  expect(await again.end("SIGTERM")).toBe(0);
  expect(processesOf(calm)).toEqual([]);
}, 300_000);

it("gives the same graph when all its processes are killed at once and it is run again", async () => {
  const killed = demo(disturbed, "--exit");
  const logs = ["worker-1.log", "worker-2.log"].map((name) => join(disturbed, "logs", name));
  await eventually(async () => {
    const texts = await Promise.all(logs.map((log) => readFile(log, "utf8").catch(() => "")));
    return texts.some((text) => text.includes('"job":"transfers/'));
  });
  for (const { pid } of processesOf(disturbed)) kill(pid);
  await killed.ended;

  const again = demo(disturbed);
  await again.line(/^Serving/);
  expect(await written(disturbed)).toEqual(expected.json);
  expect(await inGraph(disturbed, again, (graph) => outcome(graph, ID))).toEqual(expected.graph);
  expect(await again.end("SIGTERM")).toBe(0);
}, 900_000);
