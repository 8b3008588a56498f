import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { firstViews, loadImages, loadInputs } from "../../src/dataset/images.ts";
import { loadLabels } from "../../src/dataset/labels.ts";
import { encodeNpy } from "../../src/dataset/npy.ts";
import { openDataset } from "../../src/dataset/open.ts";
import { encodePng } from "../../src/dataset/png.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import { BUILDINGS, fileIn, originalCopy, SIZE } from "./copy.ts";
import { put, temporaryFolder } from "./folder.ts";

const labels = async (root: string, task: string) => loadLabels(await openDataset(root), taskDefinition(task), "train");

test("a copy in the original layout: splits by building, images, labels", async () => {
  const root = await originalCopy();
  const dataset = await openDataset(root);
  expect(dataset.imageSize).toBe(SIZE);
  expect(dataset.splits.train.map((view) => view.building)).toEqual(Array(3).fill("adairsville"));
  expect(dataset.splits.val.map((view) => view.scene)).toEqual(Array(3).fill("airport"));
  expect(dataset.splits.test[0]!.building).toBe("albertville");

  const images = await loadImages(dataset, firstViews(dataset, "train", 2));
  expect(images).toHaveLength(2 * SIZE * SIZE * 3);
  expect(images[0]).toBeCloseTo(0.2, 6);

  const depth = await labels(root, "rgb2depth");
  expect(depth).toMatchObject({ perView: SIZE * SIZE, mask: null, output: { kind: "pixels", channels: 1 } });
  // 2 m: ln 1025 / ln 65536
  expect(depth.values[0]).toBeCloseTo(0.625088, 5);
  expect((await labels(root, "reshade")).values[5]).toBeCloseTo(0.4, 6);
  expect((await labels(root, "rgb2sfnorm")).values).toHaveLength(3 * SIZE * SIZE * 3);
});

test("classes of a copy are the original's: 17 ids, and as many places as its vectors have", async () => {
  const root = await originalCopy();
  const semantic = await labels(root, "segmentsemantic_rb");
  expect(semantic.output).toMatchObject({ kind: "segmentation", classes: 17 });
  expect(semantic.values[0]).toBe(16);
  expect((await labels(root, "class_places")).output).toMatchObject({ kind: "class", classes: 64 });
});

test("pixels without ground truth are masked: no depth, no normal, unlabelled", async () => {
  const root = await originalCopy();
  const views = ["point_0_view_0", "point_0_view_1", "point_12_view_3"];
  const hole = new Uint16Array(SIZE * SIZE).fill(1024);
  hole[3] = 65535;
  const semantic = new Uint8Array(SIZE * SIZE).fill(2);
  semantic[4] = 0;
  const normal = new Uint8Array(3 * SIZE * SIZE);
  normal.set([128, 128, 128], 3 * 5);
  const write = (view: string, domain: string, channels: number, data: Uint8Array | Uint16Array, suffix = domain) =>
    put(root, fileIn("adairsville", view, domain, suffix), encodePng({ width: SIZE, height: SIZE, channels, data }));
  for (const view of views) {
    await write(view, "depth_zbuffer", 1, hole);
    await write(view, "segment_semantic", 1, semantic, "segmentsemantic");
    await write(view, "normal", 3, normal);
  }
  const masked = async (task: string) => {
    const { mask } = await labels(root, task);
    return [...mask!].flatMap((bit, i) => (bit ? [] : [i]));
  };
  const everyView = (pixel: number) => [0, 1, 2].map((v) => v * SIZE * SIZE + pixel);
  expect(await masked("rgb2depth")).toEqual(everyView(3));
  // Files of shading and edges cannot say so themselves.
  expect(await masked("reshade")).toEqual(everyView(3));
  expect(await masked("edge3d")).toEqual(everyView(3));
  expect(await masked("segmentsemantic_rb")).toEqual(everyView(4));
  expect(await masked("rgb2sfnorm")).toEqual(everyView(5));
});

test("denoise's input is noisy, the same every time, its label the clean image", async () => {
  const dataset = await openDataset(await originalCopy());
  const denoise = taskDefinition("denoise");
  const views = firstViews(dataset, "train");
  const clean = await loadImages(dataset, dataset.splits.train);
  const noisy = await loadInputs(dataset, denoise, views);
  expect(noisy).not.toEqual(clean);
  expect(await loadInputs(dataset, denoise, views)).toEqual(noisy);
  // Another view, other noise.
  const perView = SIZE * SIZE * 3;
  expect(noisy.subarray(0, perView)).not.toEqual(noisy.subarray(perView, 2 * perView));
  expect((await loadLabels(dataset, denoise, "train")).values).toEqual(clean);
  expect(await loadInputs(dataset, taskDefinition("edge2d"), views)).toEqual(clean);
});

test("larger files are reduced: images by the mean, labels by the middle pixel", async () => {
  const root = await originalCopy();
  const rgb = new Uint8Array(3 * SIZE * SIZE).map((_, i) => (Math.floor(i / 3) % 2 ? 100 : 50));
  const depth = new Uint16Array(SIZE * SIZE).map((_, i) => (i % 2 ? 512 : 65535));
  for (const view of ["point_0_view_0", "point_0_view_1", "point_12_view_3"]) {
    await put(
      root,
      fileIn("adairsville", view, "rgb"),
      encodePng({ width: SIZE, height: SIZE, channels: 3, data: rgb }),
    );
    await put(
      root,
      fileIn("adairsville", view, "depth_zbuffer"),
      encodePng({ width: SIZE, height: SIZE, channels: 1, data: depth }),
    );
  }
  const dataset = await openDataset(root, SIZE / 2);
  const images = await loadImages(dataset, dataset.splits.train);
  expect(images).toHaveLength(3 * (SIZE / 2) ** 2 * 3);
  expect(images[0]).toBeCloseTo(75 / 255, 6);
  const { values, mask } = await loadLabels(dataset, taskDefinition("rgb2depth"), "train");
  expect(mask).toBeNull();
  expect(values[0]).toBeCloseTo(0.562676, 5);
  await expect(openDataset(root, 3)).rejects.toThrow(/8 pixels cannot be reduced to 3/);
});

test("the hash follows the contents", async () => {
  const root = await originalCopy();
  const { hash } = await openDataset(root);
  expect((await openDataset(root)).hash).toBe(hash);
  expect((await openDataset(await originalCopy())).hash).toBe(hash);
  const data = new Uint8Array(SIZE * SIZE).fill(3);
  const file = fileIn("airport", "point_0_view_0", "segment_semantic", "segmentsemantic");
  await put(root, file, encodePng({ width: SIZE, height: SIZE, channels: 1, data }));
  expect((await openDataset(root)).hash).not.toBe(hash);
});

test("missing, truncated and mislabelled files are DATASET_INVALID and named", async () => {
  const root = await originalCopy();
  // Not the first view, whose vector says how many classes there are.
  const view = (await openDataset(root)).splits.train[1]!.id;
  const at = (domain: string, suffix = domain, extension = "png") =>
    fileIn("adairsville", view, domain, suffix, extension);
  const fails = async (task: string, path: string, what: RegExp) => {
    const error = await labels(root, task).catch((e) => e);
    expect(error).toMatchObject({ code: "DATASET_INVALID" });
    expect(error.message).toContain(join(root, path));
    expect(error.message).toMatch(what);
  };
  await put(
    root,
    at("segment_semantic", "segmentsemantic"),
    encodePng({ width: SIZE, height: SIZE, channels: 1, data: new Uint8Array(64).fill(18) }),
  );
  await fails(
    "segmentsemantic_rb",
    at("segment_semantic", "segmentsemantic"),
    /class id 18, allowed are 0 \(unlabelled\) to 17/,
  );

  const places = at("class_scene", "class_places", "npy");
  await put(root, places, encodeNpy(new Float32Array(64).fill(0.5)));
  await fails("class_places", places, /no distribution/);
  await put(root, places, encodeNpy(new Float32Array(64).fill(Number.NaN)));
  await fails("class_places", places, /no finite number/);
  await put(root, places, encodeNpy(new Float32Array(63).fill(1 / 63)));
  await fails("class_places", places, /63 entries where 64 are due/);

  await put(root, at("depth_zbuffer"), encodePng({ width: 4, height: 4, channels: 1, data: new Uint16Array(16) }));
  await fails("rgb2depth", at("depth_zbuffer"), /4 x 4 pixels where 8 x 8 are due/);
  await put(root, at("depth_zbuffer"), encodePng({ width: SIZE, height: SIZE, channels: 1, data: new Uint8Array(64) }));
  await fails("rgb2depth", at("depth_zbuffer"), /16 bits/);
  await put(root, at("normal"), Buffer.alloc(3));
  await fails("rgb2sfnorm", at("normal"), /no PNG file/);
  await rm(join(root, at("depth_zbuffer")));
  await fails("reshade", at("depth_zbuffer"), /missing/);
});

test("folders that are no data set are DATASET_INVALID", async () => {
  const missing = join(await temporaryFolder(), "nowhere");
  await expect(openDataset(missing)).rejects.toThrow(`${missing}: no folder that can be read`);
  const root = await originalCopy();
  await put(root, "train_val_test_full.csv", "id,train,val,test\n");
  await expect(openDataset(root)).rejects.toThrow(
    /train_val_test_full\.csv, train_val_test_tiny\.csv: one split file is allowed/,
  );
  await rm(join(root, "train_val_test_full.csv"));
  await mkdir(join(root, "allensville"));
  await expect(openDataset(root)).rejects.toThrow(`${join(root, "allensville", "rgb")}: the folder is missing`);
});

test("without a split file buildings are drawn, none into two splits", async () => {
  const root = await originalCopy();
  await rm(join(root, "train_val_test_tiny.csv"));
  const { splits } = await openDataset(root);
  expect(
    [splits.train, splits.val, splits.test].map((views) => new Set(views.map((view) => view.building)).size),
  ).toEqual([1, 1, 1]);
  expect(new Set(Object.values(splits).flatMap((views) => views.map((view) => view.building)))).toEqual(
    new Set(BUILDINGS),
  );
});

test("asking for more views than there are is BAD_INPUT", async () => {
  const dataset = await openDataset(await originalCopy());
  expect(() => firstViews(dataset, "val", 4)).toThrow(/4 val views.*it has 3/);
});
