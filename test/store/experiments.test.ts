import { beforeAll, expect, test } from "vitest";
import { DICTIONARY } from "../../src/domain/dictionary.ts";
import type { FrozenModel, NewExperiment } from "../../src/domain/experiment.ts";
import { PRESETS } from "../../src/domain/presets.ts";
import { analyse } from "../../src/store/analysis.ts";
import { deleteExperiment } from "../../src/store/delete-experiment.ts";
import { eventsAfter } from "../../src/store/events.ts";
import {
  changeStatus,
  createExperiment,
  findExperiment,
  listExperiments,
  requireExperiment,
  setDataHash,
} from "../../src/store/experiments.ts";
import { type ImportedRow, importTable } from "../../src/store/imports.ts";
import { forgetFailedJobs, listJobs, recordJob } from "../../src/store/jobs.ts";
import { listModels, saveModel } from "../../src/store/models.ts";
import { importedFrom } from "../../src/store/provenance.ts";
import { findTasks, listTasks, saveTasks } from "../../src/store/tasks.ts";
import { baselinesOf, findBaseline, recordBaseline, transfersOf } from "../../src/store/transfers.ts";
import { importPublishedTable, useGraph } from "../helpers/graph.ts";
import { uniqueName } from "../helpers/services.ts";

const graph = useGraph();

beforeAll(() =>
  saveTasks(
    graph(),
    [...DICTIONARY.values()].map(({ defaultRole: _, ...task }) => task),
  ),
);

const draft = (id = uniqueName("experiment")): NewExperiment => ({
  id,
  title: "A title",
  preset: "smoke",
  seed: 7,
  settings: PRESETS.smoke.settings,
  tasks: [
    { task: "denoise", role: "SOURCE", labelCost: 2.5, importance: 1 },
    { task: "edge2d", role: "BOTH", labelCost: 1, importance: 0 },
  ],
});

test("an experiment is read back as it was created", async () => {
  const created = await createExperiment(graph(), draft());
  expect(await findExperiment(graph(), created.id)).toEqual(created);
  expect(created).toMatchObject({
    ...draft(created.id),
    status: "DRAFT",
    error: null,
    dataHash: null,
    startedAt: null,
  });
  expect(await findExperiment(graph(), "nowhere")).toBeNull();
  await expect(requireExperiment(graph(), "nowhere")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("an id is taken once; bad ids and unknown tasks are refused and leave nothing", async () => {
  const { id } = await createExperiment(graph(), draft());
  await expect(createExperiment(graph(), draft(id))).rejects.toMatchObject({ code: "ALREADY_EXISTS" });
  await expect(createExperiment(graph(), draft("a/b"))).rejects.toMatchObject({ code: "BAD_INPUT" });
  const wrong = draft();
  wrong.tasks.push({ task: "nothing", role: "BOTH", labelCost: 1, importance: 1 });
  await expect(createExperiment(graph(), wrong)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await findExperiment(graph(), wrong.id)).toBeNull();
});

test("of many that change a status at once, one succeeds", async () => {
  const { id } = await createExperiment(graph(), draft());
  const starts = await Promise.allSettled([1, 2, 3, 4].map(() => changeStatus(graph(), id, ["DRAFT"], "RUNNING")));
  const refused = starts.filter((start) => start.status === "rejected");
  expect(refused).toHaveLength(3);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "WRONG_STATE" });
  const running = await requireExperiment(graph(), id);
  expect(running).toMatchObject({ status: "RUNNING", finishedAt: null });
  expect(running.startedAt).not.toBeNull();

  await changeStatus(graph(), id, ["RUNNING"], "FAILED", "model/edge2d: diverged");
  expect(await requireExperiment(graph(), id)).toMatchObject({ status: "FAILED", error: "model/edge2d: diverged" });
  await changeStatus(graph(), id, ["FAILED"], "RUNNING");
  expect(await requireExperiment(graph(), id)).toMatchObject({ error: null, finishedAt: null });
  await setDataHash(graph(), id, "hash");
  expect((await requireExperiment(graph(), id)).dataHash).toBe("hash");
  await expect(changeStatus(graph(), "nowhere", ["DRAFT"], "RUNNING")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("pages of experiments hold each once, latest first; so do pages of tasks, by name", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.push((await createExperiment(graph(), draft())).id);
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await listExperiments(graph(), { first: 2, after });
    found.push(...page.items.map(({ id }) => id));
    if (!page.hasNextPage) break;
    after = page.cursors.at(-1)!;
  }
  expect(new Set(found).size).toBe(found.length);
  expect(found.filter((id) => ids.includes(id))).toEqual(ids.reverse());

  const { items, hasNextPage, cursors } = await listTasks(graph(), { kind: "SEMANTIC", first: 2 });
  expect([items.map(({ name }) => name), hasNextPage]).toEqual([["class_1000", "class_places"], true]);
  const rest = await listTasks(graph(), { kind: "SEMANTIC", first: 2, after: cursors[1]! });
  expect(rest.items.map(({ name }) => name)).toEqual(["class_selected", "segmentsemantic_rb"]);
  expect((await findTasks(graph(), ["reshade", "nothing", "edge2d"])).map(({ name }) => name)).toEqual([
    "reshade",
    "edge2d",
  ]);
});

const model = (experiment: string, changes: Partial<FrozenModel> = {}): FrozenModel => ({
  key: `key-${experiment}`,
  experiment,
  task: "edge2d",
  status: "FROZEN",
  error: null,
  weightsHash: "w",
  networkHash: "n",
  parameters: 1234,
  meanTestLoss: 0.5,
  constantLosses: "c",
  winRateVsConstant: 0.9,
  backend: "tensorflow-cpu",
  codeVersion: "1",
  dataHash: "d",
  seed: 7,
  seconds: 1.5,
  createdAt: "2026-01-01T00:00:00.000Z",
  ...changes,
});

test("a frozen model and a finished job stay; failed ones are replaced or forgotten", async () => {
  const { id } = await createExperiment(graph(), draft());
  await saveModel(graph(), model(id, { status: "FAILED", error: "diverged", weightsHash: null }));
  await saveModel(graph(), model(id));
  await saveModel(graph(), model(id, { weightsHash: "other" }));
  expect(await listModels(graph(), id)).toEqual([{ ...model(id), winRateVsRandom: null }]);

  const job = {
    id: "model/edge2d",
    experiment: id,
    kind: "MODEL",
    seconds: 1,
    finishedAt: "2026-01-01T00:00:00.000Z",
  } as const;
  await recordJob(graph(), { ...job, status: "FAILED", error: "diverged" });
  expect(await listJobs(graph(), id)).toEqual([{ ...job, status: "FAILED", error: "diverged" }]);
  await forgetFailedJobs(graph(), id);
  expect(await listJobs(graph(), id)).toEqual([]);
  await recordJob(graph(), { ...job, status: "DONE", error: null });
  await recordJob(graph(), { ...job, status: "FAILED", error: "late" });
  expect(await listJobs(graph(), id)).toEqual([{ ...job, status: "DONE", error: null }]);
  await expect(
    recordJob(graph(), { ...job, experiment: "nowhere", status: "DONE", error: null }),
  ).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a scratch baseline is stored once", async () => {
  const { id } = await createExperiment(graph(), draft());
  const baseline = { target: "edge2d", meanLoss: 1, quality: 0.25, losses: "l", provenance: importedFrom("trained") };
  await recordBaseline(graph(), id, baseline);
  await recordBaseline(graph(), id, { ...baseline, losses: "other" });
  expect(await findBaseline(graph(), id, "edge2d")).toEqual(baseline);
  expect(await baselinesOf(graph(), id)).toEqual([baseline]);
  expect(await findBaseline(graph(), id, "denoise")).toBeNull();
});

test("deleting takes all that is the experiment's, and nothing else", async () => {
  const id = await importPublishedTable(graph(), "taskonomy2018");
  const { id: other } = await createExperiment(graph(), draft());
  await saveModel(graph(), model(other));
  await changeStatus(graph(), other, ["DRAFT"], "RUNNING");
  await expect(deleteExperiment(graph(), other)).rejects.toMatchObject({ code: "WRONG_STATE" });

  await deleteExperiment(graph(), id);
  expect(await findExperiment(graph(), id)).toBeNull();
  expect(await transfersOf(graph(), id)).toEqual([]);
  // 836 rows less 22 baselines.
  expect(await eventsAfter(graph(), { seq: 0, experiment: id, first: 1000 })).toHaveLength(814);
  expect(await listModels(graph(), other)).toHaveLength(1);
  await expect(deleteExperiment(graph(), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

const only = (target: string, source: string) => ({
  ...{ target, sources: [source], self: false, control: false, pixels: false, affinity: 1, gain: null, quality: null },
});
const importOf = (rows: ImportedRow[], id = uniqueName("stray"), replace = false) =>
  importTable(graph(), { id, title: null, source: "t.csv", rows, tasks: [], replace }).then(() => id);
const known = async (...names: string[]) => (await findTasks(graph(), names)).map(({ name }) => name);

test("tasks of kind OTHER go with the last experiment that names them, and the source sets that they are in", async () => {
  const [shared, own, other] = [uniqueName("shared"), uniqueName("own"), uniqueName("other")];
  const set = { ...only(own, shared), sources: [shared, other] };
  const first = await importOf([only(own, shared), set, only(own, "edge2d")]);
  const second = await importOf([only("edge2d", shared)]);
  expect(await deleteExperiment(graph(), first)).toEqual({ transfers: 3, tasks: [own, other].sort() });
  expect(await known(own, shared, other, "edge2d")).toEqual([shared, "edge2d"]);
  expect((await analyse(graph(), SETS, { shared }, { rows: 10, seconds: 20 })).rows).toEqual([[0]]);
  // What --replace no longer names, neither.
  await importOf([only("edge2d", own)], second, true);
  expect(await known(own, shared)).toEqual([own]);
  expect(await deleteExperiment(graph(), second)).toEqual({ transfers: 1, tasks: [own] });
});

const SETS = "MATCH (s:SourceSet) WHERE s.key CONTAINS $shared RETURN count(s)";

/** Statements that wait for a lock. */
const blocked = async (): Promise<string[]> => {
  const list = "SHOW TRANSACTIONS YIELD status, currentQuery WHERE status STARTS WITH 'Blocked' RETURN currentQuery";
  return (await graph().driver.executeQuery(list)).records.map((record) => record.get("currentQuery"));
};

test("an import of a task that a deletion is about to take away waits for it, and has the task", async () => {
  const task = uniqueName("contested");
  await importOf([only("edge2d", task)]);
  const session = graph().driver.session({ database: graph().database });
  const deletion = await session.beginTransaction();
  await deletion.run("MATCH (t:Task {name: $task}) DETACH DELETE t", { task });
  const imported = importOf([only("edge2d", task)]);
  await expect
    .poll(async () => (await blocked()).some((text) => text.includes("MERGE (t:Task")), { timeout: 60_000 })
    .toBe(true);
  await deletion.commit();
  await session.close();
  expect((await transfersOf(graph(), await imported)).map(({ sources }) => sources)).toEqual([[task]]);
});
