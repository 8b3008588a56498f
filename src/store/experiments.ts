import { int, Neo4jError } from "neo4j-driver";
import { deletionOf } from "../domain/deletion.ts";
import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment, ExperimentStatus, NewExperiment } from "../domain/experiment.ts";
import { byCodePoint, checkName } from "../domain/names.ts";
import type { Settings } from "../domain/settings.ts";
import type { ExperimentTask } from "../domain/task.ts";
import { unknownExperiment } from "../domain/unknown-name.ts";
import { type Graph, type Run, read, transact, write } from "./graph.ts";
import { type Page, pageLimit, pageOf, parsePageCursor } from "./page.ts";

/** Creates an experiment as DRAFT, and with it those that it ranks. Their tasks must exist. ALREADY_EXISTS, NOT_FOUND. */
export async function createExperiment(
  graph: Graph,
  experiment: NewExperiment,
  ranked: NewExperiment[] = [],
): Promise<Experiment> {
  await transact(graph, async (run) => {
    for (const each of [experiment, ...ranked]) {
      checkName(each.id, "experiment");
      await writeExperiment(run, each, "DRAFT").catch((error) => {
        throw isDuplicate(error) ? alreadyExists(each.id) : error;
      });
    }
  });
  return requireExperiment(graph, experiment.id);
}

export const alreadyExists = (id: string): TaskonomyError =>
  new TaskonomyError(
    "ALREADY_EXISTS",
    `experiment ${id} exists already: choose another id, or delete it (${deletionOf(id)})`,
  );

/** Whether what was to be created exists. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Neo4jError && error.code === "Neo.ClientError.Schema.ConstraintValidationFailed";

/** Within a transaction: creates the node and its links, to tasks and to what ranks it. Returns its `createdAt`. */
export async function writeExperiment(
  run: Run,
  { tasks, settings, seed, rankedBy = null, ...rest }: NewExperiment,
  status: ExperimentStatus,
): Promise<string> {
  const sorted = [...tasks].sort((a, b) => byCodePoint(a.task, b.task));
  const names = sorted.map(({ task }) => task);
  const known = (await run<{ task: { name: string } }>("read/find-tasks", { names })).map(({ task }) => task.name);
  const missing = names.filter((name) => !known.includes(name));
  if (missing.length > 0) throw new TaskonomyError("NOT_FOUND", `no such task: ${missing.join(", ")}`);
  const createdAt = new Date().toISOString();
  const properties = {
    ...rest,
    status,
    seed: int(seed),
    settings: settings && JSON.stringify(settings),
    createdAt,
  };
  await run("write/create-experiment", { properties, tasks: sorted, rankedBy });
  return createdAt;
}

/** Null where there is none. */
export async function findExperiment(graph: Graph, id: string): Promise<Experiment | null> {
  const [row] = await read<ExperimentRow>(graph, "read/find-experiment", { id });
  return row ? experimentOf(row) : null;
}

/** NOT_FOUND where there is none. */
export async function requireExperiment(graph: Graph, id: string): Promise<Experiment> {
  const experiment = await findExperiment(graph, id);
  return experiment ?? refuseUnknown(graph, id);
}

/** Throws NOT_FOUND, with the nearest id of the latest experiments. */
export async function refuseUnknown(graph: Graph, id: string): Promise<never> {
  const { items } = await listExperiments(graph, { first: 100 });
  throw unknownExperiment(
    id,
    items.map((known) => known.id),
  );
}

export const noExperiment = (id: string): TaskonomyError => unknownExperiment(id, []);

export interface ExperimentQuery {
  first: number;
  after?: string | null;
}

/** Experiments, latest first. */
export async function listExperiments(graph: Graph, { first, after }: ExperimentQuery): Promise<Page<Experiment>> {
  const [createdAt, id] = after == null ? [null, null] : parsePageCursor(after, 2);
  const rows = await read<ExperimentRow>(graph, "read/list-experiments", { createdAt, id, limit: pageLimit(first) });
  return pageOf(rows.map(experimentOf), first, (experiment) => [experiment.createdAt, experiment.id]);
}

/** Changes the status if it is one of `from`, in one step. WRONG_STATE, NOT_FOUND. */
export const changeStatus = (
  graph: Graph,
  id: string,
  from: ExperimentStatus[],
  to: ExperimentStatus,
  error: string | null = null,
): Promise<void> => transact(graph, (run) => writeStatus(run, id, from, to, error));

/** `changeStatus` within a transaction. */
export async function writeStatus(
  run: Run,
  id: string,
  from: ExperimentStatus[],
  to: ExperimentStatus,
  error: string | null = null,
): Promise<void> {
  const [row] = await run<{ status: ExperimentStatus; changed: boolean }>("write/change-status", {
    id,
    from,
    to,
    error,
    at: new Date().toISOString(),
    starts: to === "RUNNING",
    ends: ["COMPLETED", "FAILED", "CANCELLED"].includes(to),
  });
  if (row === undefined) throw noExperiment(id);
  if (!row.changed) {
    const message = `experiment ${id} is ${row.status}: it can become ${to} only from ${from.join(" or ")}`;
    throw new TaskonomyError("WRONG_STATE", message);
  }
}

/** NOT_FOUND. */
export async function setDataHash(graph: Graph, id: string, hash: string): Promise<void> {
  const [row] = await write(graph, "write/set-data-hash", { id, hash });
  if (row === undefined) throw noExperiment(id);
}

interface ExperimentRow {
  experiment: Record<string, unknown>;
  tasks: ExperimentTask[];
  rankedBy: string | null;
  ranks: string[];
  [column: string]: unknown;
}

/** Properties that are null are absent in the graph. */
const ABSENT = { title: null, preset: null, error: null, dataHash: null, startedAt: null, finishedAt: null };

const experimentOf = ({ experiment, tasks, rankedBy, ranks }: ExperimentRow): Experiment =>
  ({
    ...ABSENT,
    ...experiment,
    settings: typeof experiment.settings === "string" ? (JSON.parse(experiment.settings) as Settings) : null,
    tasks: [...tasks].sort((a, b) => byCodePoint(a.task, b.task)),
    rankedBy,
    ranks: [...ranks].sort(byCodePoint),
  }) as Experiment;
