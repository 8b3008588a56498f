import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadImages } from "../../src/dataset/images.ts";
import { loadLabels } from "../../src/dataset/labels.ts";
import { BY_DOMAIN, byComponent, ORIGINAL } from "../../src/dataset/layout.ts";
import { openDataset } from "../../src/dataset/open.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import { fileIn, originalCopy } from "./copy.ts";
import { put, temporaryFolder } from "./folder.ts";

const LAYOUTS = {
  original: ORIGINAL,
  "Omnidata's downloader": byComponent("taskonomy"),
  "Omnidata's torch": BY_DOMAIN,
};

test.each(Object.entries(LAYOUTS))(
  "the layout is told from the folder, all labels are found: %s",
  async (_, layout) => {
    const dataset = await openDataset(await originalCopy(layout));
    expect(dataset.layout).toBe(layout);
    expect(dataset.splits.train.map(({ building }) => building)).toEqual(Array(3).fill("adairsville"));
    expect(dataset.splits.test[0]!.building).toBe("albertville");
    expect((await loadImages(dataset, dataset.splits.val))[0]).toBeCloseTo(51 / 255, 6);

    const first = async (task: string) => (await loadLabels(dataset, taskDefinition(task), "train")).values;
    // Two metres: ln(1 + 512 * 2) / ln 65536.
    expect((await first("rgb2depth"))[0]).toBeCloseTo(0.625088, 5);
    // Right, level, towards the camera: (1, 0, -1) as 127.5 + 127.5 n, here mapped to [0, 1].
    expect([...(await first("rgb2sfnorm")).subarray(0, 3)]).toEqual([1, expect.closeTo(0.502, 3), 0]);
    expect((await first("reshade"))[0]).toBeCloseTo(0.4, 6);
    expect((await first("segmentsemantic_rb"))[0]).toBe(16);
    expect((await first("class_places"))[0]).toBe(1 / 64);
    // The softmax of 0 and ln 3.
    expect([...(await first("class_1000")).subarray(0, 2)]).toEqual([expect.closeTo(0.25, 6), expect.closeTo(0.75, 6)]);
    expect((await first("rgb2mist"))[0]).toBeCloseTo(0.625088, 5);
    expect([...(await first("curvature")).subarray(0, 2)]).toEqual([1, 0]);
    expect((await first("keypoint3d"))[0]).toBe(1);
    // 16 bits: 8192 of 65535, over the level that counts as 1.
    expect((await first("edge2d"))[0]).toBeCloseTo(8192 / (65535 / 4), 5);
    expect((await first("edge3d"))[0]).toBeGreaterThan(0);
    expect((await first("keypoint2d"))[0]).toBe(0);
  },
);

test("the hash covers all domains, wherever they lie", async () => {
  for (const layout of Object.values(LAYOUTS)) {
    const root = await originalCopy(layout);
    const { hash } = await openDataset(root);
    await put(root, fileIn("airport", "point_0_view_1", "normal", "normal", "png", layout), "other bytes");
    expect((await openDataset(root)).hash).not.toBe(hash);
  }
});

test("where the layout is not clear, DATASET_INVALID says what was found and what is allowed", async () => {
  const fails = async (root: string, what: string) => {
    const error = await openDataset(root).catch((e) => e);
    expect(error).toMatchObject({ code: "DATASET_INVALID" });
    expect(error.message).toContain(what);
  };
  const empty = await temporaryFolder();
  await fails(empty, `${empty}: there is no rgb folder in it: allowed are <building>/rgb/`);

  const mixed = await originalCopy(BY_DOMAIN);
  await mkdir(join(mixed, "brentsville", "rgb"), { recursive: true });
  await fails(mixed, `${mixed}: it holds rgb/ and brentsville/rgb/, one layout at a time`);

  const components = await originalCopy(byComponent("taskonomy"));
  await mkdir(join(components, "rgb", "replica", "office_0"), { recursive: true });
  await fails(components, `${join(components, "rgb")}: it holds the components replica, taskonomy: one is allowed`);

  const both = await originalCopy(BY_DOMAIN);
  await mkdir(join(both, "rgb", "taskonomy", "allensville"), { recursive: true });
  await fails(both, "adairsville/ holds images and taskonomy/ holds folders");

  const building = join(await originalCopy(), "airport");
  await fails(building, `${join(building, "rgb")}: it holds images itself, as in the folder of one building`);
});
