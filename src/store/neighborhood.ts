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
  sourceSets: { key: string; order: number; members: string[] }[];
  transfers: (Partial<Transfer> & Found)[];
  /** Whether more transfers than `first` exist. */
  truncated: boolean;
}

type Found = Pick<Transfer, "key" | "self" | "sources" | "target">;
const ALWAYS: readonly string[] = ["key", "self"];

/** The transfers around a task, in one statement. NOT_FOUND, BAD_INPUT. */
export async function neighborhood(graph: Graph, query: NeighborhoodQuery, wanted: WantedParts): Promise<Neighborhood> {
  const { task, experiment, hops, maxOrder, first } = query;
  inRange("hops", hops, 1, 3);
  inRange("first", first, 0, MAX_PAGE);
  inRange("maxOrder", maxOrder, 1, Number.MAX_SAFE_INTEGER);
  const properties = PROPERTIES.filter((name) => ALWAYS.includes(name) || wanted.transfers.has(name));
  const parameters = { ...query, limit: first + 1, properties, withTasks: wanted.tasks };
  const [row] = await read<Row>(graph, "read/neighborhood", parameters);
  if (!row?.experimentExists) return refuseUnknown(graph, experiment);
  if (row.start === null) {
    const { items } = await listTasks(graph, { first: MAX_PAGE });
    throw unknownTask(
      task,
      items.map(({ name }) => name),
    );
  }

  const transfers = row.edges.slice(0, first).map((values) => foundTransfer(properties, values));
  const tasks = new Map([row.start, ...row.tasks].map((found) => [found.name, taskOf(found)]));
  const touched = sortSources(transfers.flatMap(({ sources, target }) => [...sources, target]));
  const sets = transfers.map(({ sources }) => sources).filter(({ length }) => length > 1);
  return {
    tasks: [task, ...touched.filter((name) => name !== task)].flatMap((name) => tasks.get(name) ?? []),
    sourceSets: [...new Map(sets.map((members) => [sourceSetKey(members), members]))].map(([key, members]) => ({
      key,
      order: members.length,
      members,
    })),
    transfers,
    truncated: row.edges.length > first,
  };
}

function foundTransfer(properties: string[], values: unknown[]): Partial<Transfer> & Found {
  const edge = Object.fromEntries(properties.map((name, i) => [name, values[i]])) as StoredPart;
  const target = values.at(-1) as string;
  const { provenance, ...rest } = edge;
  const found = { ...rest, sources: sourcesOf(edge, target), target };
  return provenance === undefined ? found : { ...found, provenance: unpackProvenance(provenance) };
}

type StoredPart = Pick<Transfer, "key" | "self"> & { provenance?: string };

interface Row {
  experimentExists: boolean;
  start: TaskProperties | null;
  edges: unknown[][];
  tasks: TaskProperties[];
  [column: string]: unknown;
}

function inRange(what: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw badInput(`${what}: ${value} is not allowed, a whole number from ${low} to ${high} is`);
}
