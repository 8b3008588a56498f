import { int } from "neo4j-driver";
import { byCodePoint } from "../domain/names.ts";
import type { Transfer } from "../domain/transfer.ts";
import { type EdgeParameter, edgeParameter, eventOf } from "./edge.ts";
import type { Run } from "./graph.ts";

/** Edges a statement. */
const BATCH = 5_000;

/** Within a transaction that holds the locks: creates edges with their source sets. None of the keys may exist. */
export async function createEdges(run: Run, edges: readonly Transfer[]): Promise<void> {
  for (const batch of batches(edges.map(edgeParameter))) {
    await run("write/create-edges-from-tasks", { edges: batch.filter(({ order }) => order === 1) });
    const higher = batch.filter(({ order }) => order > 1);
    if (higher.length === 0) continue;
    await run("write/source-sets", { sets: sourceSets(higher) });
    await run("write/create-edges-from-sets", { edges: higher });
  }
}

const sourceSets = (edges: EdgeParameter[]) =>
  [
    ...new Map(
      edges.map(({ from, order, sources }) => [from, { key: from, order: int(order), members: sources }]),
    ).values(),
  ].sort((a, b) => byCodePoint(a.key, b.key));

/** Within a transaction, as its last statements: an event for each of these new versions of edges. */
export async function appendEvents(run: Run, edges: readonly Transfer[]): Promise<void> {
  for (const batch of batches(edges)) await run("write/append-events", { events: batch.map(eventOf) });
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let i = 0; i < items.length; i += BATCH) yield items.slice(i, i + BATCH);
}
