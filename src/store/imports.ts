import { deletionOf } from "../domain/deletion.ts";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import type { Experiment, ExperimentStatus } from "../domain/experiment.ts";
import { byCodePoint, checkName, sortSources } from "../domain/names.ts";
import type { ExperimentTask, TaskRecord } from "../domain/task.ts";
import type { Baseline, Transfer } from "../domain/transfer.ts";
import { addTasks } from "./add-tasks.ts";
import { baselineParameter } from "./baseline.ts";
import { deleteByParts, deleteExperiment, eraseExperiment } from "./delete-experiment.ts";
import { newEdge } from "./edge.ts";
import { alreadyExists, findExperiment, isDuplicate, writeExperiment, writeStatus } from "./experiments.ts";
import { type Graph, type Run, transact } from "./graph.ts";
import { type Identity, lockExperiment } from "./lock-experiment.ts";
import { importedFrom } from "./provenance.ts";
import { ranksOf } from "./rank.ts";
import { appendEvents, createEdges } from "./write-edges.ts";

/** A row of a table. A self edge's source is its target; `pixels` marks the scratch baseline, which is no edge. */
export interface ImportedRow {
  target: string;
  sources: string[];
  self: boolean;
  control: boolean;
  pixels: boolean;
  affinity: number | null;
  gain: number | null;
  quality: number | null;
}

export interface TableImport {
  id: string;
  title: string | null;
  /** The file's name, kept with every edge. */
  source: string;
  rows: readonly ImportedRow[];
  /** What is known of tasks that may not be in the graph yet; the rest become kind OTHER. */
  tasks: readonly TaskRecord[];
  /** Deletes an experiment of this id first, in the same transaction; before a table that comes in by parts, in others. */
  replace?: boolean;
}

/** Edges that a transaction writes at most: Neo4j holds them in memory until the commit. */
const AT_ONCE = 10_000;

/**
 * Imports a table as an experiment with status IMPORTED. Affinities are kept as given; rows without one are no edges. Returns the edges.
 * Up to `AT_ONCE` edges it comes in one transaction, wholly or not at all. A larger table comes in by parts: what it replaces is deleted
 * before and does not come back; until its end the experiment is IMPORTING, and stays so where this process or Neo4j ends meanwhile; where a
 * part fails it is deleted. BAD_INPUT; WRONG_STATE where it would replace what was not imported; ALREADY_EXISTS, NOT_FOUND also where others replace or delete the experiment meanwhile.
 */
export async function importTable(graph: Graph, table: TableImport): Promise<Transfer[]> {
  checkName(table.id, "experiment");
  const edges = edgesOf(table);
  checkKeys(edges);
  const uses = usesOf(table.rows);
  if (edges.length > AT_ONCE) await importParts(graph, table, uses, edges);
  else {
    await transact(graph, async (run) => {
      await prepare(run, table, uses, "IMPORTED");
      await addEdges(run, edges);
    });
  }
  return edges;
}

/** Before anything is deleted for them. */
function checkKeys(edges: Transfer[]): void {
  const seen = new Set<string>();
  for (const { key } of edges) {
    if (seen.has(key)) throw badInput(`the transfer ${key} is there twice: allowed is once`);
    seen.add(key);
  }
}

async function importParts(graph: Graph, table: TableImport, uses: ExperimentTask[], edges: Transfer[]): Promise<void> {
  const { id, replace } = table;
  const present = replace ? await findExperiment(graph, id) : null;
  if (present !== null) {
    requireImported(present);
    await deleteExperiment(graph, id);
  }
  const own = await transact(graph, (run) => prepare(run, { ...table, replace: false }, uses, "IMPORTING"));
  try {
    for (let from = 0; from < edges.length; from += AT_ONCE) {
      await transact(graph, async (run) => {
        await lockExperiment(run, own, namesOf(uses));
        await addEdges(run, edges.slice(from, from + AT_ONCE));
      });
    }
    await transact(graph, async (run) => {
      await lockExperiment(run, own, []);
      await writeStatus(run, id, ["IMPORTING"], "IMPORTED");
    });
  } catch (error) {
    await deleteByParts(graph, own).catch(() => {}); // what went wrong first is what matters
    throw error;
  }
}

async function addEdges(run: Run, edges: Transfer[]): Promise<void> {
  await createEdges(run, edges);
  await appendEvents(run, edges);
}

async function prepare(
  run: Run,
  table: TableImport,
  uses: ExperimentTask[],
  status: ExperimentStatus,
): Promise<Identity> {
  const { id, title, tasks, replace } = table;
  const [present] = await run<{ experiment: Present }>("read/find-experiment", { id });
  if (present !== undefined) {
    if (!replace) throw alreadyExists(id);
    requireImported(present.experiment);
    await eraseExperiment(run, present.experiment);
  }
  const known = new Map(tasks.map((task) => [task.name, task]));
  const records = uses.map(({ task }) => known.get(task) ?? unknownTask(task));
  await addTasks(run, records);
  const experiment = { id, title, preset: null, seed: 0, settings: null, tasks: uses };
  const createdAt = await writeExperiment(run, experiment, status).catch((error) => {
    // Another import of this id, found by neither before, was first.
    throw isDuplicate(error) ? alreadyExists(id) : error;
  });
  const own = { id, createdAt };
  await lockExperiment(run, own, namesOf(uses));
  await run("write/record-baselines", { experiment: id, baselines: baselines(table) });
  return own;
}

type Present = Identity & Pick<Experiment, "status">;

/** What was trained is not replaced by a file: it would cost hours to have it again. WRONG_STATE. */
function requireImported({ id, status }: Present): void {
  if (status === "IMPORTED" || status === "IMPORTING") return;
  const remedy = `choose another id, or delete it first (${deletionOf(id)})`;
  throw new TaskonomyError(
    "WRONG_STATE",
    `experiment ${id} is ${status}, and only imported ones are replaced: ${remedy}`,
  );
}

const namesOf = (uses: ExperimentTask[]): string[] => uses.map(({ task }) => task);

const unknownTask = (name: string): TaskRecord => ({
  name,
  kind: "OTHER",
  description: "",
  approximation: null,
});

/** Tasks of a table by name, with what they are in it. */
function usesOf(rows: readonly ImportedRow[]): ExperimentTask[] {
  const targets = new Set(rows.map(({ target }) => target));
  const sources = new Set(rows.filter(({ self, pixels }) => !self && !pixels).flatMap((row) => row.sources));
  return sortSources([...targets, ...sources]).map((task) => ({
    task: checkName(task, "task"),
    role: !targets.has(task) ? "SOURCE" : sources.has(task) ? "BOTH" : "TARGET",
    labelCost: 1,
    importance: 1,
  }));
}

/** The edges of a table by target, in the order of its rows, with their ranks. */
function edgesOf({ rows, source, id }: TableImport): Transfer[] {
  const at = new Date().toISOString();
  const provenance = importedFrom(source);
  const constant = { status: "COMPUTED", error: null, meanLoss: null, losses: null, provenance } as const;
  const into = new Map(sortSources(rows.map(({ target }) => target)).map((target) => [target, [] as ImportedRow[]]));
  for (const row of rows) if (row.affinity !== null && !row.pixels) into.get(row.target)!.push(row);
  return [...into.values()].flatMap((transfers) => {
    const edges = transfers.map(({ pixels: _, affinity, ...row }) =>
      newEdge({ ...row, ...constant }, { experiment: id, affinity, rank: null, at }),
    );
    const ranks = ranksOf(edges);
    return edges.map((edge) => ({ ...edge, rank: ranks.get(edge.key) ?? null }));
  });
}

const baselines = ({ rows, id, source }: TableImport) =>
  rows
    .filter(({ pixels }) => pixels)
    .map(({ target, quality }): Baseline => {
      return { target, meanLoss: null, quality, losses: null, provenance: importedFrom(source) };
    })
    .sort((a, b) => byCodePoint(a.target, b.target))
    .map((baseline) => baselineParameter(id, baseline));
