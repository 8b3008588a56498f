import type { Artifacts } from "../store/artifacts.ts";
import type { Graph } from "../store/graph.ts";

/** What the commands on a stored graph need; the entry provides it. */
export interface GraphDeps {
  /** The caller closes it, which also ends the services that were started for it. */
  openGraph(): Promise<Graph>;
  artifacts(): Artifacts;
  /** Folder of the generated data sets. */
  datasets(): string;
}

/** Runs `work` on the graph, and closes it. */
export async function withGraph<T>({ openGraph }: GraphDeps, work: (graph: Graph) => Promise<T>): Promise<T> {
  const graph = await openGraph();
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}
