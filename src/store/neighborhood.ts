import { badInput } from "../domain/errors.ts";
import { sortSources, sourceSetKey } from "../domain/names.ts";
import type { TaskRecord } from "../domain/task.ts";
import type { Transfer } from "../domain/transfer.ts";
import { unknownTask } from "../domain/unknown-name.ts";
import { sourcesOf } from "./edge.ts";
import { refuseUnknown } from "./experiments.ts";
import { type Graph, read } from "./graph.ts";
import { MAX_PAGE } from "./page.ts";
import { unpackProvenance } from "./provenance.ts";
import { listTasks, type TaskProperties, taskOf } from "./tasks.ts";

export interface NeighborhoodQuery {
  task: string;
  experiment: string;
  /** IN: transfers into the task, then into their sources; OUT: transfers that it feeds, then those that their targets feed. */
  direction: "IN" | "OUT" | "BOTH";
  /** 1 to 3. */
  hops: number;
  maxOrder: number;
  /** 0 keeps edges without affinity. */
  minAffinity: number;
  /** Null: any, edges without a rank included. */
  maxRank: number | null;
  /** Whether self edges and controls are followed too. */
  controls: boolean;
  /** Transfers at most, nearest hop first, then best rank. */
  first: number;
}

/** What is wanted of the answer; the rest of it is not read. */
export interface WantedParts {
  /** Names of the properties of transfers; key, self, sources and target are always there. */
  transfers: ReadonlySet<string>;
  /** Whether other tasks than the one itself. */
  tasks: boolean;
}

const PROPERTIES: (keyof Transfer)[] = [
  ...(["key", "experiment", "order", "self", "control", "status", "error", "affinity", "rank", "gain"] as const),
  ...(["quality", "meanLoss", "losses", "provenance", "computedAt"] as const),
];

export interface Neighborhood {
  /** The task itself first, then those of the transfers by name; the task alone where the others are not wanted. */
  tasks: TaskRecord[];
  readonly sourceSets: { key: string; order: number; members: string[] }[];
  transfers: (Partial<Transfer> & Found)[];
  /** Whether more transfers than `first` exist. */
  truncated: boolean;
}

type Found = Pick<Transfer, "key" | "self" | "sources" | "target">;
const ALWAYS: readonly string[] = ["key", "self"];

/** The transfers around a task, in one statement. NOT_FOUND, BAD_INPUT. */
export async function neighborhood(graph: Graph, query: NeighborhoodQuery, wanted: WantedParts): Promise<Neighborhood> {
  const { task, experiment, direction, hops, maxOrder, first } = query;
  inRange("hops", hops, 1, 3);
  inRange("first", first, 0, MAX_PAGE);
  inRange("maxOrder", maxOrder, 1, Number.MAX_SAFE_INTEGER);
  const properties = PROPERTIES.filter((name) => ALWAYS.includes(name) || wanted.transfers.has(name));
  const parameters = { ...query, limit: first + 1, properties, withTasks: wanted.tasks };
  const into = direction === "IN" && hops === 1 && !wanted.tasks;
  const [row] = await read<Row>(graph, into ? "read/neighborhood-into" : "read/neighborhood", parameters);
  if (!row?.experimentExists) return refuseUnknown(graph, experiment);
  if (row.start === null) {
    const { items } = await listTasks(graph, { first: MAX_PAGE });
    throw unknownTask(
      task,
      items.map(({ name }) => name),
    );
  }

  const transfers = row.edges.slice(0, first).map((values) => foundTransfer(properties, values));
  return {
    tasks: wanted.tasks ? tasksAround(row.start, row.tasks!, transfers) : [taskOf(row.start)],
    // Worked out for whoever looks at it.
    get sourceSets() {
      return setsOf(transfers);
    },
    transfers,
    truncated: row.edges.length > first,
  };
}

function foundTransfer(properties: string[], values: unknown[]): Partial<Transfer> & Found {
  const target = values.at(-1) as string;
  const found: Record<string, unknown> = { target };
  for (const [i, name] of properties.entries()) {
    found[name] = name === "provenance" ? unpackProvenance(values[i] as string) : values[i];
  }
  found.sources = sourcesOf(found as Pick<Transfer, "key" | "self">, target);
  return found as Partial<Transfer> & Found;
}

function tasksAround(start: TaskProperties, others: TaskProperties[], transfers: Found[]): TaskRecord[] {
  const tasks = new Map([start, ...others].map((found) => [found.name, taskOf(found)]));
  const touched = sortSources(transfers.flatMap(({ sources, target }) => [...sources, target]));
  return [start.name, ...touched.filter((name) => name !== start.name)].flatMap((name) => tasks.get(name) ?? []);
}

function setsOf(transfers: Found[]): Neighborhood["sourceSets"] {
  const sets = transfers.map(({ sources }) => sources).filter(({ length }) => length > 1);
  const distinct = new Map(sets.map((members) => [sourceSetKey(members), members]));
  return [...distinct].map(([key, members]) => ({ key, order: members.length, members }));
}

interface Row {
  experimentExists: boolean;
  start: TaskProperties | null;
  edges: unknown[][];
  tasks?: TaskProperties[];
  [column: string]: unknown;
}

function inRange(what: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw badInput(`${what}: ${value} is not allowed, a whole number from ${low} to ${high} is`);
}
