import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadImages } from "../../src/dataset/images.ts";
import { loadLabels } from "../../src/dataset/labels.ts";
import { openDataset } from "../../src/dataset/open.ts";
import { finishDataset, type GenerateOptions, generateScenes } from "../../src/scenes/generate.ts";
import { planScenes } from "../../src/scenes/plan.ts";
import { TASKS, taskDefinition } from "../../src/tasks/registry.ts";
import { temporaryFolder } from "../dataset/folder.ts";

const small: Omit<GenerateOptions, "path"> = {
  seed: 5,
  views: { train: 6, val: 3, test: 4 },
  viewsPerScene: 2,
  imageSize: 16,
  tasks: [...TASKS.keys()],
};

/** Every file below a folder with its bytes. */
async function contents(root: string): Promise<Map<string, string>> {
  const paths = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = paths.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(root.length + 1), await readFile(path, "base64")] as const;
  });
  return new Map((await Promise.all(files)).sort());
}

async function generate(changes: Partial<GenerateOptions> = {}): Promise<string> {
  const path = await temporaryFolder();
  await generateScenes({ ...small, path, ...changes });
  await finishDataset(path);
  return path;
}

test("the same seed gives the same bytes, in one process, in shards, or interrupted and resumed", async () => {
  const whole = await contents(await generate());

  const sharded = await temporaryFolder();
  for (const index of [1, 0, 2]) await generateScenes({ ...small, path: sharded, shard: { index, of: 3 } });
  await finishDataset(sharded);
  expect(await contents(sharded)).toEqual(whole);

  const resumed = await temporaryFolder();
  const stop = new AbortController();
  const cut = generateScenes({
    ...small,
    path: resumed,
    signal: stop.signal,
    onProgress: (done) => done === 3 && stop.abort(),
  });
  await expect(cut).rejects.toMatchObject({ code: "CANCELLED" });
  expect((await readdir(resumed)).filter((name) => !name.endsWith(".json"))).toHaveLength(3);
  await generateScenes({ ...small, path: resumed });
  await finishDataset(resumed);
  expect(await contents(resumed)).toEqual(whole);
});

test("another seed gives another content hash; the hash is the manifest's", async () => {
  const [a, b] = await Promise.all([generate().then(openDataset), generate({ seed: 6 }).then(openDataset)]);
  expect(a.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(a.hash).not.toBe(b.hash);
  expect(await finishDataset(a.path)).toBe(a.hash);
});

test("finished scenes are left alone, missing ones are named until they are made", async () => {
  const path = await generate();
  await rm(join(path, "val00001"), { recursive: true });
  await expect(finishDataset(path)).rejects.toThrow(`${join(path, "val00001")}: the scene is missing`);
  const progress: number[] = [];
  await generateScenes({ ...small, path, onProgress: (done) => progress.push(done) });
  expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await finishDataset(path);
});

test("an unfinished data set cannot be opened, a folder of another one not written to", async () => {
  const path = await temporaryFolder();
  await generateScenes({ ...small, path, shard: { index: 0, of: 2 } });
  await expect(openDataset(path)).rejects.toMatchObject({ code: "DATASET_INVALID" });
  await expect(generateScenes({ ...small, path, seed: 7 })).rejects.toMatchObject({ code: "BAD_INPUT" });
});

test("views are counted per split and no scene is in two splits", async () => {
  const { splits, imageSize } = await openDataset(await generate());
  expect([splits.train.length, splits.val.length, splits.test.length, imageSize]).toEqual([6, 3, 4, 16]);
  const scenes = Object.values(splits).map((views) => new Set(views.map((view) => view.scene)));
  expect(new Set(scenes.flatMap((set) => [...set])).size).toBe(scenes.reduce((sum, set) => sum + set.size, 0));
  expect(scenes.map((set) => set.size)).toEqual([3, 2, 2]);
});

test("a thousand test views at three a scene come from 334 scenes", () => {
  const plans = planScenes({ views: { train: 2500, val: 500, test: 1000 }, viewsPerScene: 3 });
  expect(plans.filter((plan) => plan.split === "test")).toHaveLength(334);
  expect(plans.reduce((sum, plan) => sum + plan.views, 0)).toBe(4000);
});

test("every task's ground truth is there and read by the loader of the original layout", async () => {
  const dataset = await openDataset(await generate());
  const images = await loadImages(dataset, dataset.splits.train);
  expect(images.every((value) => value >= 0 && value <= 1)).toBe(true);
  for (const task of TASKS.values()) {
    if (!task.groundTruth) continue;
    const { values, perView, output } = await loadLabels(dataset, task, "train");
    expect(values, task.name).toHaveLength(6 * perView);
    expect(output).toEqual(task.output);
    const spread = new Set(values).size;
    expect(spread, task.name).toBeGreaterThan(1);
    if (output.kind === "pixels") expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  }
});

test("only what the tasks need is written", async () => {
  const path = await generate({ tasks: ["autoencoder", "reshade"] });
  expect((await readdir(join(path, "train00000"))).sort()).toEqual(["depth_zbuffer", "digest.txt", "reshading", "rgb"]);
  const dataset = await openDataset(path);
  await expect(loadLabels(dataset, taskDefinition("edge2d"), "test")).rejects.toThrow(/edge_texture.*missing/);
});
