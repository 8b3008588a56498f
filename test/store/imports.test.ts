import { beforeAll, expect, test, vi } from "vitest";
import { DICTIONARY } from "../../src/domain/dictionary.ts";
import { PRESETS } from "../../src/domain/presets.ts";
import { deleteByParts } from "../../src/store/delete-experiment.ts";
import { eventsAfter } from "../../src/store/events.ts";
import { createExperiment, requireExperiment } from "../../src/store/experiments.ts";
import { type ImportedRow, importTable } from "../../src/store/imports.ts";
import { findTasks } from "../../src/store/tasks.ts";
import { baselinesOf, transfersOf } from "../../src/store/transfers.ts";
import { useGraph } from "../helpers/graph.ts";
import { uniqueName } from "../helpers/services.ts";

const graph = useGraph();
let strange: string;

beforeAll(() => {
  strange = uniqueName("task");
});

const row = (
  target: string,
  sources: string[],
  affinity: number | null,
  changes: Partial<ImportedRow> = {},
): ImportedRow => ({
  target,
  sources,
  self: false,
  control: false,
  pixels: false,
  affinity,
  gain: 0.5,
  quality: 0.25,
  ...changes,
});

const rows = (): ImportedRow[] => [
  row("edge2d", ["edge2d"], 0.4, { self: true }),
  row("edge2d", ["edge2d"], 0.2, { control: true }),
  row("edge2d", ["random"], 0.1, { control: true }),
  row("edge2d", [strange], 0.1),
  row("edge2d", ["denoise", "reshade"], 0.2),
  row("edge2d", ["denoise"], null),
  row("edge2d", [], null, { pixels: true, quality: 0.125 }),
];

/** No number: Neo4j refuses it when it is written. */
const UNSTORABLE = row("reshade", ["denoise"], 1, { gain: {} as number });

/** More than a transaction writes, among tasks of their own. */
function manyRows(id: string): ImportedRow[] {
  const names = Array.from({ length: 101 }, (_, i) => `${id.slice(-8)}-${i}`);
  return names.flatMap((target) => names.map((source) => row(target, [source], 0.5)));
}

const load = (id: string, changes: object = {}) =>
  importTable(graph(), {
    id,
    title: "A table",
    source: "table.csv",
    rows: rows(),
    tasks: [...DICTIONARY.values()].map(({ defaultRole: _, ...task }) => task),
    ...changes,
  });

test("affinities are kept, ranks count without self edge and controls, rows without affinity are no edges", async () => {
  const id = uniqueName("import");
  await load(id);
  const edges = await transfersOf(graph(), id);
  expect(
    edges.map(({ key, affinity, rank, self, control }) => [key.split("/")[1], affinity, rank, self, control]),
  ).toEqual([
    ["denoise+reshade", 0.2, 1, false, false],
    ["edge2d", 0.2, null, false, true],
    ["random", 0.1, null, false, true],
    ["self", 0.4, null, true, false],
    [strange, 0.1, 2, false, false],
  ]);
  expect(edges[0]).toMatchObject({
    status: "COMPUTED",
    losses: null,
    provenance: { source: "table.csv", backend: null },
  });
  expect(await baselinesOf(graph(), id)).toMatchObject([{ target: "edge2d", quality: 0.125 }]);
  expect(await eventsAfter(graph(), { seq: 0, experiment: id, first: 10 })).toHaveLength(5);

  const { status, settings, tasks } = await requireExperiment(graph(), id);
  expect({ status, settings }).toEqual({ status: "IMPORTED", settings: null });
  expect(Object.fromEntries(tasks.map(({ task, role }) => [task, role]))).toEqual({
    denoise: "SOURCE",
    edge2d: "BOTH",
    random: "SOURCE",
    reshade: "SOURCE",
    [strange]: "SOURCE",
  });
  expect((await findTasks(graph(), [strange, "edge2d"])).map(({ kind }) => kind)).toEqual(["OTHER", "TWO_D"]);
});

test("an id is imported once, unless replaced; a failed replacement leaves the old one", async () => {
  const id = uniqueName("import");
  await load(id);
  await expect(load(id)).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
  const twice = [row("edge2d", ["denoise"], 0.5), row("edge2d", ["denoise"], 0.5)];
  await expect(load(id, { replace: true, rows: twice })).rejects.toMatchObject({ code: "BAD_INPUT" });
  await expect(load(id, { replace: true, rows: [UNSTORABLE] })).rejects.toThrow("Property values");
  expect(await transfersOf(graph(), id)).toHaveLength(5);
  await load(id, { replace: true, rows: [row("edge2d", ["denoise"], 1)] });
  expect((await transfersOf(graph(), id)).map(({ key }) => key)).toEqual([`${id}/denoise/edge2d`]);
  expect(await baselinesOf(graph(), id)).toEqual([]);
  expect(await eventsAfter(graph(), { seq: 0, experiment: id, first: 10 })).toHaveLength(6);
});

test("of several imports of one id at once, one comes in and the others are told that it exists", async () => {
  const id = uniqueName("at-once");
  const outcomes = await Promise.allSettled(
    Array.from({ length: 4 }, () =>
      importTable(graph(), { id, title: null, source: "t.csv", rows: rows(), tasks: [] }),
    ),
  );
  const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
  expect(refused).toEqual(["ALREADY_EXISTS", "ALREADY_EXISTS", "ALREADY_EXISTS"]);
});

test("what was not imported is not replaced", async () => {
  const id = uniqueName("trained");
  await createExperiment(graph(), {
    id,
    title: null,
    preset: null,
    seed: 1,
    settings: PRESETS.smoke.settings,
    tasks: [],
  });
  for (const rows of [[row("edge2d", ["denoise"], 1)], manyRows(id)]) {
    await expect(load(id, { rows, replace: true })).rejects.toMatchObject({ code: "WRONG_STATE" });
  }
  expect((await requireExperiment(graph(), id)).status).toBe("DRAFT");
});

test("a table too large for one transaction comes in by parts, and leaves nothing where one fails", async () => {
  const id = uniqueName("large");
  const many = manyRows(id);
  expect(many.length).toBeGreaterThan(10_000);
  await expect(load(id, { rows: [...many, UNSTORABLE] })).rejects.toThrow("Property values");
  await expect(requireExperiment(graph(), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await transfersOf(graph(), id)).toEqual([]);

  await load(id, { rows: [row("edge2d", ["denoise"], 1)] });
  // Refused before the old one is deleted.
  await expect(load(id, { rows: [...many, many[0]!], replace: true })).rejects.toMatchObject({ code: "BAD_INPUT" });
  expect(await transfersOf(graph(), id)).toHaveLength(1);
  await load(id, { rows: many, replace: true });
  expect((await requireExperiment(graph(), id)).status).toBe("IMPORTED");
  expect(await transfersOf(graph(), id)).toHaveLength(many.length);
  // The first and the second attempt's events stay.
  const events = await eventsAfter(graph(), { seq: 0, experiment: id, first: 1_000_000 });
  expect(new Set(events.map(({ transferKey }) => transferKey)).size).toBe(many.length + 1);
});

test("an import by parts leaves alone the experiment that replaced its own", async () => {
  const id = uniqueName("large");
  const { driver } = graph();
  const open = driver.session.bind(driver);
  let writes = 0;
  // The other import comes between the creation of the experiment and its first part.
  const sessions = vi.spyOn(driver, "session").mockImplementation((options) => {
    const session = open(options);
    const write = session.executeWrite.bind(session);
    session.executeWrite = async (work) => {
      if (++writes === 2) await load(id, { replace: true });
      return write(work);
    };
    return session;
  });
  await expect(load(id, { rows: manyRows(id) })).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
  sessions.mockRestore();
  expect((await requireExperiment(graph(), id)).status).toBe("IMPORTED");
  expect(await transfersOf(graph(), id)).toHaveLength(5);
});

test("a deletion by parts leaves alone an experiment that came meanwhile", async () => {
  const id = uniqueName("import");
  await load(id);
  const old = await requireExperiment(graph(), id);
  await load(id, { replace: true });
  await expect(deleteByParts(graph(), old)).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
  expect(await transfersOf(graph(), id)).toHaveLength(5);
});
