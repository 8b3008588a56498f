import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { taskRecord } from "../../src/commands/task-record.ts";
import { parseTable } from "../../src/files/table.ts";
import { readText } from "../../src/files/text.ts";
import { connectGraph, type Graph } from "../../src/store/graph.ts";
import { importTable } from "../../src/store/imports.ts";
import { migrate } from "../../src/store/migrate.ts";
import { sharedServices, uniqueName } from "./services.ts";

/** The shared Neo4j, set up, for the tests of one file. */
export function useGraph(): () => Graph {
  let graph: Graph;
  beforeAll(async () => {
    graph = await connectGraph(sharedServices().neo4j);
    await migrate(graph);
  });
  afterAll(() => graph.close());
  return () => graph;
}

/** Imports a published table as an experiment of its own and returns its id. */
export async function importPublishedTable(graph: Graph, name: string): Promise<string> {
  const file = join(import.meta.dirname, "../../published", `${name}.csv`);
  const rows = parseTable(await readText(file), file);
  const tasks = [...new Set(rows.flatMap(({ target, sources }) => [target, ...sources]))].map(taskRecord);
  const id = uniqueName("published");
  await importTable(graph, { id, title: null, source: `${name}.csv`, rows, tasks });
  return id;
}
