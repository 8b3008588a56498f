import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadLabels } from "../../src/dataset/labels.ts";
import { SPLITS } from "../../src/dataset/layout.ts";
import { type Dataset, openDataset } from "../../src/dataset/open.ts";
import { shuffledViews } from "../../src/dataset/shuffled-views.ts";
import { finishDataset, generateScenes } from "../../src/scenes/generate.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import { temporaryFolder } from "./folder.ts";

async function generated(views: { train: number; val: number; test: number }): Promise<Dataset> {
  const path = await temporaryFolder();
  await generateScenes({ seed: 2, views, viewsPerScene: 3, imageSize: 8, path, tasks: ["shuffled"] });
  await finishDataset(path);
  return openDataset(path);
}

test("every view of a split gets another one, each once and always the same", async () => {
  const dataset = await generated({ train: 30, val: 2, test: 6 });
  for (const split of SPLITS) {
    const views = dataset.splits[split];
    const shuffled = shuffledViews(dataset, split);
    expect(new Set(shuffled)).toEqual(new Set(views));
    expect(shuffled).toHaveLength(views.length);
    for (const [i, view] of shuffled.entries()) expect(view).not.toBe(views[i]);
    expect(shuffledViews(await openDataset(dataset.path), split)).toEqual(shuffled);
  }
});

test("labels of the task `shuffled` are the normals of those views, whether all are read or the first ones", async () => {
  const dataset = await generated({ train: 6, val: 3, test: 3 });
  const normals = await loadLabels(dataset, taskDefinition("rgb2sfnorm"), "train");
  const labels = await loadLabels(dataset, taskDefinition("shuffled"), "train");
  expect({ ...labels, values: null, mask: null }).toEqual({ ...normals, values: null, mask: null });
  const { train } = dataset.splits;
  for (const [i, view] of shuffledViews(dataset, "train").entries()) {
    const of = ({ values, perView }: typeof labels, at: number) => values.subarray(at * perView, (at + 1) * perView);
    expect(of(labels, i)).toEqual(of(normals, train.indexOf(view)));
    expect(of(labels, i)).not.toEqual(of(normals, i));
  }
  const first = await loadLabels(dataset, taskDefinition("shuffled"), "train", 2);
  expect(first.values).toEqual(labels.values.subarray(0, 2 * labels.perView));
  const building = join(dataset.path, train[0]!.building);
  expect((await readdir(building)).sort()).toEqual(["digest.txt", "normal", "rgb"]);
});

test("a split of one view has no other", async () => {
  const dataset = await generated({ train: 1, val: 1, test: 1 });
  await expect(loadLabels(dataset, taskDefinition("shuffled"), "train")).rejects.toThrow(/train split has one view/);
});
