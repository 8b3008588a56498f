import { join } from "node:path";
import { checkTasks } from "../dataset/check-tasks.ts";
import { type Dataset, openDataset } from "../dataset/open.ts";
import { withRoom } from "../domain/disk-full.ts";
import { TaskonomyError } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { RANDOM } from "../domain/task.ts";
import { finishDataset, GENERATOR, generateScenes } from "../scenes/generate.ts";
import { setDataHash } from "../store/experiments.ts";
import { taskDefinition } from "../tasks/registry.ts";
import type { DataWork, Work } from "./context.ts";
import { SHARDS } from "./plan.ts";
import { resultKey } from "./remember.ts";

/**
 * Generates one shard, or with `shard` null completes the data set and stores its hash with the experiment. DATASET_INVALID where a folder
 * lacks what some task needs: hours before its training would find out. DISK_FULL.
 */
export async function prepareDataset(work: Work, shard: number | null): Promise<void> {
  const { settings, experiment, context, watch } = work;
  const { dataset, imageSize } = settings;
  const path = datasetPath(work);
  if (shard !== null && dataset.kind === "generated") {
    const options = {
      ...dataset,
      imageSize,
      path,
      tasks: dictionary(experiment),
      shard: { index: shard, of: SHARDS },
      onProgress: (done: number, total: number) => watch.progress?.(done / total),
      ...(watch.signal && { signal: watch.signal }),
    };
    return withRoom(path, () => generateScenes(options));
  }
  if (dataset.kind === "generated") await withRoom(path, () => finishDataset(path));
  const opened = await openDataset(path, imageSize);
  checkHash(work, opened.hash);
  if (dataset.kind === "folder") await checkTasks(opened, dictionary(experiment).map(taskDefinition));
  await setDataHash(context.graph, experiment.id, opened.hash);
}

/** Opens the data set that `prepareDataset` completed. DATASET_INVALID where it is not what the experiment began with. */
export async function withDataset(work: Work): Promise<DataWork> {
  const path = datasetPath(work);
  const { imageSize } = work.settings;
  const { opened } = work.context;
  const dataset = opened.get(`${imageSize} ${path}`) ?? (await openDataset(path, imageSize));
  opened.set(`${imageSize} ${path}`, dataset);
  checkHash(work, dataset.hash);
  return { ...work, dataset };
}

type Located = Pick<Work, "settings" | "experiment"> & { context: Pick<Work["context"], "datasets"> };

/** The scene of each test image, in the order of the losses. DATASET_INVALID. */
export async function testScenes(located: Located): Promise<string[]> {
  const dataset = await openDataset(datasetPath(located), located.settings.imageSize);
  checkHash(located, dataset.hash);
  return scenesOf(dataset);
}

export const scenesOf = ({ splits }: Dataset): string[] => splits.test.map(({ scene }) => scene);

function datasetPath({ settings: { dataset, imageSize }, context, experiment }: Located): string {
  if (dataset.kind === "folder") return dataset.path;
  const causes = { dataset, imageSize, tasks: dictionary(experiment), generator: GENERATOR };
  return join(context.datasets, resultKey("dataset", causes).slice(0, 16));
}

const dictionary = ({ tasks }: Experiment): string[] =>
  tasks
    .map(({ task }) => task)
    .filter((task) => task !== RANDOM)
    .sort();

function checkHash(work: Located, hash: string): void {
  const expected = work.experiment.dataHash;
  if (expected === null || expected === hash) return;
  throw new TaskonomyError(
    "DATASET_INVALID",
    `${datasetPath(work)}: its contents are no longer those that experiment ${work.experiment.id} was trained on`,
  );
}
