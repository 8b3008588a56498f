import { badInput } from "../domain/errors.ts";
import { byCodePoint, checkName, sortSources, transferKey } from "../domain/names.ts";
import { type ExperimentTask, RANDOM, type TaskRecord } from "../domain/task.ts";
import type { Baseline, NewTransfer, Transfer } from "../domain/transfer.ts";
import { baselineParameter } from "./baseline.ts";
import { eraseExperiment } from "./delete-experiment.ts";
import { newEdge } from "./edge.ts";
import { alreadyExists, writeExperiment } from "./experiments.ts";
import { type Graph, type Run, transact } from "./graph.ts";
import { importedFrom } from "./provenance.ts";
import { ranksOf } from "./rank.ts";
import { sortTasks } from "./tasks.ts";
import { appendEvents, createEdges } from "./write-edges.ts";

/** A row of a table. `sources` of a `self` row is ignored; `pixels` marks the scratch baseline. */
export interface ImportedRow {
  target: string;
  sources: string[];
  affinity: number | null;
  gain: number | null;
  quality: number | null;
  self: boolean;
  pixels: boolean;
}

export interface TableImport {
  id: string;
  title: string | null;
  /** The file's name, kept with every edge. */
  source: string;
  rows: readonly ImportedRow[];
  /** What is known of tasks that may not be in the graph yet; the rest become kind OTHER. */
  tasks: readonly TaskRecord[];
  /** Deletes an experiment of this id first, in the same transaction. */
  replace?: boolean;
}

/**
 * Imports a table as an experiment with status IMPORTED, wholly or not at all. Affinities are kept as given; rows without one are no
 * edges. Returns the edges. ALREADY_EXISTS, BAD_INPUT.
 */
export async function importTable(graph: Graph, table: TableImport): Promise<Transfer[]> {
  checkName(table.id, "experiment");
  const transfers = transfersOf(table);
  const edges = rankedEdges(table, transfers);
  const uses = usesOf(table.rows);
  await transact(graph, async (run) => {
    await prepare(run, table, uses);
    await run("write/record-baselines", { experiment: table.id, baselines: baselines(table) });
    await createEdges(run, edges);
    await appendEvents(run, edges);
  });
  return edges;
}

async function prepare(run: Run, { id, title, tasks, replace }: TableImport, uses: ExperimentTask[]): Promise<void> {
  const [present] = await run("read/find-experiment", { id });
  if (present !== undefined && !replace) throw alreadyExists(id);
  if (present !== undefined) await eraseExperiment(run, id);
  const known = new Map(tasks.map((task) => [task.name, task]));
  const records = uses.map(({ task }) => known.get(task) ?? unknownTask(task));
  await run("write/add-tasks", { tasks: sortTasks(records) });
  await writeExperiment(run, { id, title, preset: null, seed: 0, settings: null, tasks: uses }, "IMPORTED");
  await run("write/lock-experiment", { experiment: id, tasks: uses.map(({ task }) => task) });
}

const unknownTask = (name: string): TaskRecord => ({ name, kind: "OTHER", description: "", approximation: null });

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

type WithAffinity = NewTransfer & { affinity: number };

function transfersOf({ rows, source, id }: TableImport): WithAffinity[] {
  const supervised = new Set(rows.filter(({ self }) => self).map(({ target }) => target));
  const provenance = importedFrom(source);
  const seen = new Set<string>();
  return rows.flatMap((row): WithAffinity[] => {
    if (row.affinity === null || row.pixels) return [];
    const { target, affinity, gain, quality } = row;
    const sources = row.self ? [target] : sortSources(row.sources);
    const own = sources.length === 1 && sources[0] === target;
    const self = row.self || (own && !supervised.has(target));
    const control = !self && (own || sources.includes(RANDOM));
    const key = transferKey(id, sources, target, self);
    if (seen.has(key)) throw badInput(`${source}: ${row.self ? "self" : sources.join("+")}>${target} occurs twice`);
    seen.add(key);
    const measured = { gain, quality, meanLoss: null, losses: null };
    return [{ sources, target, self, control, status: "COMPUTED", error: null, ...measured, provenance, affinity }];
  });
}

function rankedEdges({ id }: TableImport, transfers: WithAffinity[]): Transfer[] {
  const at = new Date().toISOString();
  const targets = sortSources(transfers.map(({ target }) => target));
  return targets.flatMap((name) => {
    const edges = transfers
      .filter(({ target }) => target === name)
      .map(({ affinity, ...transfer }) => newEdge(transfer, { experiment: id, affinity, rank: null, at }));
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
