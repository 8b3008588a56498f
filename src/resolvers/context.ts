import type { Limit } from "../domain/limit.ts";
import type { ExperimentQueue } from "../queue/queue.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Graph } from "../store/graph.ts";
import type { AffinityVectors } from "./affinity-vectors.ts";
import { type Loaders, openLoaders } from "./loaders.ts";
import type { Caller } from "./roles.ts";
import type { ShareLatest } from "./share-latest.ts";
import type { ReadPage } from "./share-pages.ts";
import type { Tail } from "./tail.ts";

/** What the resolvers of one server share. */
export interface Backend {
  graph: Graph;
  queue: ExperimentQueue;
  tail: Tail;
  /** Subscribers to the feed share what they read. */
  pages: ReadPage;
  /** Losses are there where the server shares TASKONOMY_HOME with the workers. */
  artifacts: Artifacts;
  vectors: AffinityVectors;
  /** Runs analyses, which solve many times over or keep threads busy: one at a time. */
  analysing: Limit;
  /** Runs statements that clients wrote: a few at a time. */
  asking: Limit;
  /** Subscriptions to the same question share its answers. */
  share: ShareLatest;
}

/** What the resolvers of one operation share. */
export interface Context extends Backend {
  caller: Caller;
  loaders: Loaders;
  /** Aborted when the client has gone: nobody waits for the answer. */
  gone: AbortSignal;
}

export const contextOf = (backend: Backend, caller: Caller, gone: AbortSignal): Context => ({
  ...backend,
  caller,
  loaders: openLoaders(backend.graph),
  gone,
});
