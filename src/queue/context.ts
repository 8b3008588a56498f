import type { Logger } from "pino";
import type { Dataset } from "../dataset/open.ts";
import type { Experiment } from "../domain/experiment.ts";
import type { Settings } from "../domain/settings.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Graph } from "../store/graph.ts";
import type { Watch } from "../training/watch.ts";
import type { ExperimentQueue } from "./queue.ts";

/** What a worker process has at hand for all its jobs. */
export interface WorkerContext {
  graph: Graph;
  queue: ExperimentQueue;
  artifacts: Artifacts;
  /** Folder of the generated data sets; shared by all workers of a store, as `artifacts` is. */
  datasets: string;
  /** For example `tensorflow-cpu 2.15.1`. */
  backend: string;
  /** Data sets opened by this process, by image size and path. */
  opened: Map<string, Dataset>;
  log: Logger;
}

/** One job's surroundings. */
export interface Work {
  context: WorkerContext;
  experiment: Experiment;
  settings: Settings;
  watch: Watch;
}

/** A job's surroundings once its data set exists. */
export interface DataWork extends Work {
  dataset: Dataset;
}
