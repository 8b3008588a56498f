import { beforeAll, expect, test } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import type { Transfer } from "../../src/domain/transfer.ts";
import { type NeighborhoodQuery, neighborhood } from "../../src/store/neighborhood.ts";
import { transfersOf } from "../../src/store/transfers.ts";
import { importPublishedTable, useGraph } from "../helpers/graph.ts";

const graph = useGraph();
let experiment: string;
let edges: Transfer[];

beforeAll(async () => {
  experiment = await importPublishedTable(graph(), "taskonomy2018_16k");
  edges = await transfersOf(graph(), experiment);
});

const defaults = {
  direction: "IN",
  hops: 1,
  maxOrder: 1,
  minAffinity: 0,
  maxRank: null,
  controls: false,
  first: 50,
} as const;

const whole = { transfers: new Set<string>(), tasks: true };

/** The contract's definition, by plain breadth-first search over all edges. */
function expected(query: NeighborhoodQuery): string[] {
  const { task, direction, hops, maxOrder, minAffinity, maxRank, controls } = query;
  const allowed = edges.filter(
    (edge) =>
      edge.order <= maxOrder &&
      (edge.affinity ?? 0) >= minAffinity &&
      (maxRank === null || (edge.rank !== null && edge.rank <= maxRank)) &&
      (controls || !(edge.self || edge.control)),
  );
  const found = new Map<string, { hop: number; edge: Transfer }>();
  const visited = new Set([task]);
  let frontier = [task];
  for (let hop = 1; hop <= hops; hop++) {
    const next = new Set<string>();
    for (const edge of allowed) {
      const into = direction !== "OUT" && frontier.includes(edge.target);
      const from = direction !== "IN" && edge.sources.some((source) => frontier.includes(source));
      if (!into && !from) continue;
      if (!found.has(edge.key)) found.set(edge.key, { hop, edge });
      for (const name of [...(into ? edge.sources : []), ...(from ? [edge.target] : [])]) next.add(name);
    }
    frontier = [...next].filter((name) => !visited.has(name));
    for (const name of frontier) visited.add(name);
  }
  const place = (rank: number | null): number => rank ?? Number.MAX_SAFE_INTEGER;
  return [...found.values()]
    .sort((a, b) => a.hop - b.hop || place(a.edge.rank) - place(b.edge.rank) || (a.edge.key < b.edge.key ? -1 : 1))
    .map(({ edge }) => edge.key);
}

test("agrees with plain breadth-first search on the published table, whatever is asked", async () => {
  const random = randomOf("neighborhood", "queries");
  const tasks = [...new Set(edges.flatMap(({ sources, target }) => [...sources, target]))].sort();
  for (let i = 0; i < 60; i++) {
    const query: NeighborhoodQuery = {
      experiment,
      task: random.pick(tasks),
      direction: random.pick(["IN", "OUT", "BOTH"] as const),
      hops: 1 + random.integer(3),
      maxOrder: random.pick([1, 2, 4, 30]),
      minAffinity: random.pick([0, 0, 0.01, 0.03]),
      maxRank: random.pick([null, 1, 3, 10]),
      controls: random.pick([true, false]),
      first: random.pick([1, 10, 50, 1000]),
    };
    const keys = expected(query);
    const { transfers, truncated, tasks: touched, sourceSets } = await neighborhood(graph(), query, whole);
    expect(
      transfers.map(({ key }) => key),
      JSON.stringify(query),
    ).toEqual(keys.slice(0, query.first));
    expect(truncated).toBe(keys.length > query.first);
    const names = new Set([query.task, ...transfers.flatMap(({ sources, target }) => [...sources, target])]);
    expect(touched.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(touched[0]!.name).toBe(query.task);
    const sets = new Set(transfers.filter(({ sources }) => sources.length > 1).map(({ sources }) => sources.join("+")));
    expect(sourceSets.map(({ key }) => key).sort()).toEqual([...sets].sort());
  }
});

test("one hop into a task gives the same transfers where no tasks are wanted, by a statement of its own", async () => {
  const random = randomOf("neighborhood", "one hop");
  const tasks = [...new Set(edges.map(({ target }) => target))].sort();
  const parts = { transfers: new Set(["rank", "affinity", "provenance"]), tasks: false };
  for (let i = 0; i < 30; i++) {
    const query: NeighborhoodQuery = {
      ...defaults,
      experiment,
      task: random.pick(tasks),
      maxOrder: random.pick([1, 2, 4, 30]),
      minAffinity: random.pick([0, 0, 0.01, 0.03]),
      maxRank: random.pick([null, 1, 3, 10]),
      controls: random.pick([true, false]),
      first: random.pick([1, 10, 50, 1000]),
    };
    const { tasks: alone, ...found } = await neighborhood(graph(), query, parts);
    const { tasks: _, ...all } = await neighborhood(graph(), query, { ...parts, tasks: true });
    expect(found, JSON.stringify(query)).toEqual(all);
    expect(alone.map(({ name }) => name)).toEqual([query.task]);
  }
  for (const unknown of [{ task: "nothing" }, { experiment: "nowhere" }]) {
    const asked = neighborhood(graph(), { ...defaults, experiment, task: "reshade", ...unknown }, parts);
    await expect(asked).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("of each transfer no more is read than is wanted, and of that as much as is stored", async () => {
  const names = [
    "order",
    "rank",
    "affinity",
    "gain",
    "quality",
    "meanLoss",
    "status",
    "provenance",
    "computedAt",
  ] as const;
  const query = { ...defaults, experiment, task: "reshade", maxOrder: 2 };
  const { transfers, tasks } = await neighborhood(graph(), query, { transfers: new Set(names), tasks: false });
  expect(tasks.map(({ name }) => name)).toEqual(["reshade"]);
  const stored = new Map(edges.map((edge) => [edge.key, edge]));
  for (const { key, ...rest } of transfers) {
    const { experiment: _, control: __, error: ___, losses: ____, ...expected } = stored.get(key)!;
    expect({ key, ...rest }).toEqual(expected);
  }
});

test("a task without transfers is its own neighborhood", async () => {
  const found = await neighborhood(graph(), { ...defaults, experiment, task: "colorization" }, whole);
  expect(found).toMatchObject({ transfers: [], sourceSets: [], truncated: false });
  expect(found.tasks.map(({ name, kind }) => [name, kind])).toEqual([["colorization", "TWO_D"]]);
});

test("unknown names and numbers out of range are refused", async () => {
  const ask = (changes: Partial<NeighborhoodQuery>) =>
    neighborhood(graph(), { ...defaults, experiment, task: "reshade", ...changes }, whole);
  await expect(ask({ task: "nothing" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(ask({ experiment: "nowhere" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(ask({ hops: 4 })).rejects.toMatchObject({ code: "BAD_INPUT" });
  await expect(ask({ first: -1 })).rejects.toMatchObject({ code: "BAD_INPUT" });
});
