import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkTasks } from "../../src/dataset/check-tasks.ts";
import { byComponent } from "../../src/dataset/layout.ts";
import { openDataset } from "../../src/dataset/open.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import { png } from "./bytes.ts";
import { fileIn, originalCopy, SIZE } from "./copy.ts";
import { put } from "./folder.ts";

const check = async (root: string, ...tasks: string[]) =>
  checkTasks(await openDataset(root), tasks.map(taskDefinition));

test("a folder with all files passes; tasks on the image alone need none", async () => {
  const root = await originalCopy();
  await check(root, "autoencoder", "rgb2depth", "reshade", "edge2d", "segmentsemantic_rb", "class_places", "random");
});

test("one error names the first file missing, its task, and the others that lack files", async () => {
  const layout = byComponent("taskonomy");
  const root = await originalCopy(layout);
  const missing = fileIn("albertville", "point_12_view_3", "reshading", "reshading", "png", layout);
  await rm(join(root, missing));
  await rm(join(root, "normal", "taskonomy", "airport"), { recursive: true });
  const error = await check(root, "rgb2depth", "reshade", "rgb2sfnorm").catch((e) => e);
  expect(error).toMatchObject({ code: "DATASET_INVALID" });
  expect(error.message).toBe(
    `${join(root, missing)}: the file is missing, task reshade needs it (files of rgb2sfnorm are missing too)`,
  );
  await check(root, "rgb2depth", "edge3d");
  await expect(check(root, "shuffled")).rejects.toThrow(/normal.*: the file is missing, task shuffled needs it$/);
});

test("tasks that are masked by depth need its files", async () => {
  const root = await originalCopy();
  await rm(join(root, "airport", "depth_zbuffer"), { recursive: true });
  await expect(check(root, "edge3d")).rejects.toThrow(/depth_zbuffer.*: the file is missing, task edge3d needs it$/);
  await check(root, "edge2d");
});

test("more views than one array can hold are refused", async () => {
  const dataset = await openDataset(await originalCopy());
  // 2^32 / (8 * 8 * 3)
  const views = new Array(22_369_622).fill(dataset.splits.train[0]!);
  await expect(checkTasks({ ...dataset, splits: { ...dataset.splits, train: views } }, [])).rejects.toThrow(
    /22369622 train views, at 8 pixels 22369621 are allowed/,
  );
});

test("files of another form are found at once, with the task's name", async () => {
  const root = await originalCopy();
  const [view] = (await openDataset(root)).splits.train;
  const eight = png(SIZE, 8, 0, new Array(SIZE * SIZE).fill(1));
  await put(root, fileIn(view!.building, view!.id, "edge_texture"), eight);
  await expect(check(root, "edge2d")).rejects.toThrow(
    /8 bits and colour type 0 where grey of 16 bits.*for task edge2d$/,
  );
});
