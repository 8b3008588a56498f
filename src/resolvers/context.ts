import type { ExperimentQueue } from "../queue/enqueue.ts";
import type { Graph } from "../store/graph.ts";
import type { AffinityVectors } from "./affinity-vectors.ts";
import type { Limit } from "./limit.ts";
import { type Loaders, openLoaders } from "./loaders.ts";
import type { Tail } from "./tail.ts";

/** What the resolvers of one server share. */
export interface Backend {
  graph: Graph;
  queue: ExperimentQueue;
  tail: Tail;
  vectors: AffinityVectors;
  /** Runs solves of the program, so many at a time. */
  solving: Limit;
}

/** What the resolvers of one operation share. */
export interface Context extends Backend {
  loaders: Loaders;
}

export const contextOf = (backend: Backend): Context => ({ ...backend, loaders: openLoaders(backend.graph) });
