import { beforeAll, expect, test } from "vitest";
import { DICTIONARY } from "../../src/domain/dictionary.ts";
import { byCodePoint, sourceSetKey, transferKey } from "../../src/domain/names.ts";
import type { NewTransfer } from "../../src/domain/transfer.ts";
import { eventsAfter, latestSeq } from "../../src/store/events.ts";
import { createExperiment } from "../../src/store/experiments.ts";
import { importTable } from "../../src/store/imports.ts";
import { importedFrom } from "../../src/store/provenance.ts";
import type { Renormalise } from "../../src/store/record-transfers.ts";
import { saveTasks } from "../../src/store/tasks.ts";
import { edgesOf, findTransfer, recordTransfers, tournaments, transfersOf } from "../../src/store/transfers.ts";
import { useGraph } from "../helpers/graph.ts";
import { uniqueName } from "../helpers/services.ts";

const graph = useGraph();
const TASKS = ["autoencoder", "curvature", "denoise", "edge2d", "edge3d", "random", "reshade", "rgb2depth"];

beforeAll(() =>
  saveTasks(
    graph(),
    TASKS.map((name) => DICTIONARY.get(name)!).map(({ defaultRole: _, ...task }) => task),
  ),
);

async function newExperiment(): Promise<string> {
  const id = uniqueName("record");
  const tasks = TASKS.map((task) => ({ task, role: "BOTH" as const, labelCost: 1, importance: 1 }));
  await createExperiment(graph(), { id, title: null, preset: "smoke", seed: 1, settings: null, tasks });
  return id;
}

const transfer = (sources: string[], target: string, changes: Partial<NewTransfer> = {}): NewTransfer => ({
  sources,
  target,
  self: false,
  control: sources.includes("random") || sourceSetKey(sources) === target,
  status: "COMPUTED",
  error: null,
  gain: 0.5,
  quality: 0.25,
  meanLoss: 1,
  losses: `losses-${sourceSetKey(sources)}`,
  provenance: importedFrom("trained"),
  ...changes,
});

/** Members share the affinity by their place; stands in for AHP, which is tested on its own. */
const renormalise: Renormalise = async (_, computed) => {
  const members = computed.map(({ member }) => member);
  const total = (members.length * (members.length + 1)) / 2;
  return {
    tournament: { members, images: 10, wins: members.flatMap(() => members.map(() => 5)) },
    affinities: Object.fromEntries(members.map((member, i) => [member, (members.length - i) / total])),
  };
};

test("edges, counts, ranks and events of one call appear together, sets with their members", async () => {
  const id = await newExperiment();
  const before = await latestSeq(graph());
  await recordTransfers(graph(), {
    experiment: id,
    target: "reshade",
    renormalise,
    transfers: [
      transfer(["reshade"], "reshade", { self: true, control: false, quality: 0.5 }),
      transfer(["rgb2depth", "edge3d"], "reshade"),
      transfer(["random"], "reshade"),
      transfer(["curvature"], "reshade"),
    ],
  });
  const edges = await edgesOf(graph(), id);
  expect(edges.map(({ key, order, rank, affinity }) => [key.split("/")[1], order, rank, affinity])).toEqual([
    ["curvature", 1, 1, 0.4],
    ["edge3d+rgb2depth", 2, 2, 0.3],
    ["random", 1, null, 0.2],
    ["self", 1, null, 0.1],
  ]);
  expect(edges[3]!.sources).toEqual(["reshade"]);
  expect(edges[0]!.provenance.source).toBe("trained");
  const [tournament] = await tournaments(graph(), id, "reshade");
  expect(tournament).toMatchObject({ experiment: id, target: "reshade", images: 10, version: 1 });
  expect(tournament!.members).toEqual(["curvature", "edge3d+rgb2depth", "random", "self"]);
  const events = await eventsAfter(graph(), { seq: before, experiment: id, first: 10 });
  expect(events.map(({ transferKey, affinity }) => [transferKey, affinity]).sort()).toEqual(
    edges.map(({ key, affinity }) => [key, affinity]),
  );
  const { records } = await graph().driver.executeQuery(
    "MATCH (:SourceSet {key: 'edge3d+rgb2depth', order: 2})-[:INCLUDES]->(t:Task) RETURN t.name AS name ORDER BY name",
  );
  expect(records.map((record) => record.get("name"))).toEqual(["edge3d", "rgb2depth"]);
});

test("a later transfer changes affinity and rank of the earlier ones, and makes an event for itself alone", async () => {
  const id = await newExperiment();
  const record = (source: string) =>
    recordTransfers(graph(), {
      experiment: id,
      target: "edge2d",
      renormalise,
      transfers: [transfer([source], "edge2d")],
    });
  await record("denoise");
  expect(await findTransfer(graph(), `${id}/denoise/edge2d`)).toMatchObject({ affinity: 1, rank: 1 });
  await record("autoencoder");
  expect(await findTransfer(graph(), `${id}/denoise/edge2d`)).toMatchObject({ affinity: 1 / 3, rank: 2 });
  expect(await eventsAfter(graph(), { seq: 0, experiment: id, first: 10 })).toHaveLength(2);
});

test("the same transfer again changes nothing; a computed one replaces a failed one as a new version", async () => {
  const id = await newExperiment();
  const record = (changes: Partial<NewTransfer>) =>
    recordTransfers(graph(), {
      experiment: id,
      target: "edge2d",
      renormalise,
      transfers: [transfer(["denoise"], "edge2d", changes)],
    });
  const failed = { status: "FAILED", error: "the loss is not finite", gain: null, losses: null } as const;
  await record(failed);
  expect(await findTransfer(graph(), `${id}/denoise/edge2d`)).toMatchObject({ ...failed, affinity: null, rank: null });
  expect(await tournaments(graph(), id)).toEqual([]);
  await record(failed);
  await record({});
  await record({ gain: 0.9 });
  await record(failed);
  expect(await findTransfer(graph(), `${id}/denoise/edge2d`)).toMatchObject({
    status: "COMPUTED",
    error: null,
    gain: 0.5,
    rank: 1,
  });
  const events = await eventsAfter(graph(), { seq: 0, experiment: id, first: 10 });
  expect(events.map(({ status }) => status)).toEqual(["FAILED", "COMPUTED"]);
  expect((await tournaments(graph(), id))[0]!.members).toEqual(["denoise"]);
});

test("eight writers on the same and on different targets lose nothing, and the sequence has no gap", async () => {
  const id = await newExperiment();
  const before = await latestSeq(graph());
  const pairs = TASKS.flatMap((a) => TASKS.filter((b) => b > a).map((b) => [a, b]));
  const targets = ["edge2d", "reshade", "rgb2depth"];
  // Writer w takes every eighth of all (set, target), so all write to all targets, in conflicting orders of sources.
  const work = targets
    .flatMap((target) => pairs.map((sources) => ({ target, sources })))
    .sort((a, b) => byCodePoint(a.sources[1]!, b.sources[1]!));
  await Promise.all(
    Array.from({ length: 8 }, async (_, w) => {
      for (const { target, sources } of work.filter((_, i) => i % 8 === w)) {
        await recordTransfers(graph(), {
          experiment: id,
          target,
          renormalise,
          transfers: [transfer(sources, target), transfer([sources[w % 2]!], target)],
        });
      }
    }),
  );
  const edges = await edgesOf(graph(), id);
  for (const { target, sources } of work) {
    expect(edges.map(({ key }) => key)).toContain(transferKey(id, sources, target));
  }
  for (const tournament of await tournaments(graph(), id)) {
    const members = edges.filter(({ target }) => target === tournament.target).map(({ key }) => key.split("/")[1]!);
    expect(tournament.members).toEqual(members.sort(byCodePoint));
    const { affinities } = await renormalise(
      null,
      tournament.members.map((member) => ({ member, losses: "" })),
    );
    const stored = edges.filter(({ target }) => target === tournament.target);
    expect(Object.fromEntries(stored.map(({ key, affinity }) => [key.split("/")[1], affinity]))).toEqual(affinities);
  }
  const all = await eventsAfter(graph(), { seq: before, first: 10_000 });
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => before + 1 + i));
  const own = all.filter(({ experiment }) => experiment === id).map(({ transferKey }) => transferKey);
  expect(own.sort(byCodePoint)).toEqual(edges.map(({ key }) => key).sort(byCodePoint));
});

test("a failure while ranking leaves nothing behind", async () => {
  const id = await newExperiment();
  const failing: Renormalise = async () => {
    throw new Error("artifact gone");
  };
  const transfers = [transfer(["denoise"], "edge2d")];
  await expect(
    recordTransfers(graph(), { experiment: id, target: "edge2d", transfers, renormalise: failing }),
  ).rejects.toThrow("artifact gone");
  expect(await transfersOf(graph(), id)).toEqual([]);
});

test("unknown names and targets without losses are refused", async () => {
  const id = await newExperiment();
  const record = (experiment: string, source: string, target: string) =>
    recordTransfers(graph(), { experiment, target, renormalise, transfers: [transfer([source], target)] });
  await expect(record("nowhere", "denoise", "edge2d")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(record(id, "denoise", "nothing")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(record(id, "nothing", "edge2d")).rejects.toMatchObject({ code: "NOT_FOUND" });

  const row = { self: false, control: false, pixels: false, affinity: 1, gain: null, quality: null };
  const table = uniqueName("table");
  const rows = [{ ...row, target: "edge2d", sources: ["denoise"] }];
  await importTable(graph(), { id: table, title: null, source: "t.csv", rows, tasks: [] });
  await expect(record(table, "autoencoder", "edge2d")).rejects.toMatchObject({ code: "NO_LOSSES" });
});
