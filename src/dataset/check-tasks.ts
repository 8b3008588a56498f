import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { TaskonomyError } from "../domain/errors.ts";
import { fileTruths } from "../tasks/file-truths.ts";
import type { FileTruth, TaskDefinition } from "../tasks/task.ts";
import { invalid } from "./invalid.ts";
import { loadLabels, truthIn } from "./labels.ts";
import { fileOf, folderOf, SPLITS } from "./layout.ts";
import type { Dataset } from "./open.ts";
import { partnerOf } from "./partners.ts";
import { pointInfoFile } from "./point-info.ts";

/** The most numbers that JavaScript keeps in one array; a split's images are one. */
const MOST = 2 ** 32;

/**
 * Whether a folder has what all these tasks need, before any of them is trained: each view's files, and the first view's in the right form
 * (where a field is not in all files, every view's).
 * Throws DATASET_INVALID naming the first file missing and the task, and the other tasks that lack some.
 */
export async function checkTasks(dataset: Dataset, tasks: TaskDefinition[]): Promise<void> {
  const most = Math.floor(MOST / (dataset.imageSize ** 2 * 3));
  for (const split of SPLITS) {
    const views = dataset.splits[split].length;
    if (views > most)
      throw invalid(dataset.path, `it has ${views} ${split} views, at ${dataset.imageSize} pixels ${most} are allowed`);
  }
  const lacking: { task: string; file: string }[] = [];
  for (const task of tasks) {
    const file = await firstMissing(dataset, fileTruths(truthIn(dataset, task)));
    if (file) lacking.push({ task: task.name, file });
  }
  const [first, ...others] = lacking;
  if (first) {
    const also = others.map(({ task }) => task).join(", ");
    throw invalid(
      first.file,
      `the file is missing, task ${first.task} needs it${also && ` (files of ${also} are missing too)`}`,
    );
  }
  for (const task of tasks) await checkExamples(dataset, task).catch((error) => fail(error, task.name));
}

async function checkExamples(dataset: Dataset, task: TaskDefinition): Promise<void> {
  const views = SPLITS.flatMap((split) => dataset.splits[split]);
  for (const partner of task.partners ?? []) for (const view of views) partnerOf(dataset, view, partner);
  const truth = truthIn(dataset, task);
  const everyView = truth?.from === "json" && truth.needs !== undefined;
  if (everyView) for (const split of SPLITS) await loadLabels(dataset, task, split);
  else if (truth) await loadLabels(dataset, task, "train", 1);
}

function fail(error: unknown, task: string): never {
  if (!(error instanceof TaskonomyError)) throw error;
  throw new TaskonomyError(error.code, `${error.message}, for task ${task}`, { cause: error });
}

async function firstMissing(dataset: Dataset, needed: FileTruth[]): Promise<string | null> {
  const views = SPLITS.flatMap((split) => dataset.splits[split]);
  for (const { from, domain, suffix } of needed) {
    if (from === "json") {
      const file = views.map((view) => pointInfoFile(dataset, view)).find((path) => !existsSync(path));
      if (file) return file;
      continue;
    }
    // Folders are listed once: a copy has thousands of views a building.
    const present = new Map<string, Set<string>>();
    for (const view of views) {
      const { building } = view;
      if (!present.has(building)) {
        const names = await readdir(folderOf(dataset, building, domain)).catch(() => []);
        present.set(building, new Set(names));
      }
      const file = fileOf(dataset, view, domain, suffix, from);
      if (!present.get(building)!.has(basename(file))) return file;
    }
  }
  return null;
}
