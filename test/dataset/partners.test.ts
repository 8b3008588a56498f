import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkTasks } from "../../src/dataset/check-tasks.ts";
import { loadLabels } from "../../src/dataset/labels.ts";
import { type Dataset, openDataset } from "../../src/dataset/open.ts";
import { partnerOf } from "../../src/dataset/partners.ts";
import { finishDataset, generateScenes } from "../../src/scenes/generate.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import type { Partner } from "../../src/tasks/task.ts";
import { originalCopy } from "./copy.ts";
import { put, temporaryFolder } from "./folder.ts";

async function generated(views: { train: number; val: number; test: number }, tasks: string[]): Promise<Dataset> {
  const path = await temporaryFolder();
  await generateScenes({ seed: 2, views, viewsPerScene: 3, imageSize: 8, path, tasks });
  await finishDataset(path);
  return openDataset(path);
}

const partners = (dataset: Dataset, partner: Partner) =>
  Object.fromEntries(dataset.splits.val.map((view) => [view.id, partnerOf(dataset, view, partner).id]));

test("scenes of three: the companion, the next, and the one after that", async () => {
  const dataset = await generated({ train: 1, val: 3, test: 1 }, ["ego_motion"]);
  // Companions are in no split, so that all other tasks see the same images with and without them.
  expect(dataset.splits.val.map(({ id }) => id).sort()).toEqual(["point_0_view_0", "point_1_view_0", "point_2_view_0"]);
  const [a, b, c] = [0, 1, 2].map((point) => `point_${point}_view_0`) as [string, string, string];
  expect(partners(dataset, "next")).toEqual({ [a]: b, [b]: c, [c]: a });
  expect(partners(dataset, "afterNext")).toEqual({ [a]: c, [b]: a, [c]: b });
  expect(partners(dataset, "fixated")).toEqual(
    Object.fromEntries([a, b, c].map((id) => [id, id.replace("view_0", "view_1")])),
  );
});

test("in a scene of two or one the companion stands in for what is missing", async () => {
  const two = await generated({ train: 1, val: 2, test: 1 }, ["ego_motion"]);
  expect(partners(two, "next")).toEqual({ point_0_view_0: "point_1_view_0", point_1_view_0: "point_0_view_0" });
  expect(partners(two, "afterNext")).toEqual({ point_0_view_0: "point_0_view_1", point_1_view_0: "point_1_view_1" });
  const one = await generated({ train: 1, val: 1, test: 1 }, ["ego_motion"]);
  for (const rule of ["next", "afterNext", "fixated", "matched"] as const) {
    expect(partners(one, rule)).toEqual({ point_0_view_0: "point_0_view_1" });
  }
});

test("a data set generated for tasks of one view has no partners, and says so", async () => {
  const dataset = await generated({ train: 3, val: 3, test: 3 }, ["rgb2depth"]);
  await expect(checkTasks(dataset, [taskDefinition("fix_pose")])).rejects.toMatchObject({ code: "DATASET_INVALID" });
});

/** `point_info` as the original's, of cameras that stand upright and look along +y, one metre apart. */
async function withPointInfo(root: string, views: string[]): Promise<void> {
  for (const building of ["adairsville", "airport", "albertville"]) {
    for (const [i, view] of views.entries()) {
      const info = {
        point_uuid: `${building} ${view.split("_")[1]}`,
        camera_location: [i, 0, 1],
        camera_rotation_final_quaternion: [Math.SQRT1_2, Math.SQRT1_2, 0, 0],
        field_of_view_rads: 1,
      };
      await put(root, `${building}/point_info/${view}_domain_point_info.json`, JSON.stringify(info));
    }
  }
}

test("a copy of the original: pairs of one point, poses of known cameras", async () => {
  const root = await originalCopy();
  for (const building of ["adairsville", "airport", "albertville"])
    await rm(join(root, building, "rgb", "point_12_view_3_domain_rgb.png"));
  await withPointInfo(root, ["point_0_view_0", "point_0_view_1"]);
  const dataset = await openDataset(root);
  await checkTasks(dataset, [taskDefinition("fix_pose"), taskDefinition("point_match")]);
  const { values } = await loadLabels(dataset, taskDefinition("fix_pose"), "train");
  // Either view is the other's partner, a metre to its right or left.
  const rows = [0, 6].map((from) => [...values.subarray(from, from + 6)].map((v) => Math.round(1e6 * v) / 1e6 + 0));
  expect(rows.sort()).toEqual([
    [-1, 0, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 0],
  ]);
  await expect(checkTasks(dataset, [taskDefinition("ego_motion")])).rejects.toThrow(
    /point_0_view_0_domain_point_info\.json: it lacks nonfixated_points_in_view, for task ego_motion$/,
  );
});

test("a point of a single view and a damaged point_info are DATASET_INVALID and named", async () => {
  const root = await originalCopy();
  await withPointInfo(root, ["point_0_view_0", "point_0_view_1", "point_12_view_3"]);
  const fix = taskDefinition("fix_pose");
  await expect(openDataset(root).then((dataset) => checkTasks(dataset, [fix]))).rejects.toThrow(
    /point_12_view_3_domain_rgb\.png: no other view of its point.*for task fix_pose$/,
  );
  await rm(join(root, "adairsville", "rgb", "point_12_view_3_domain_rgb.png"));
  const dataset = await openDataset(root);
  const [first] = dataset.splits.train;
  const file = `${first!.building}/point_info/${first!.id}_domain_point_info.json`;
  await put(root, file, "{");
  const fails = () => loadLabels(dataset, fix, "train", 1);
  await expect(fails()).rejects.toThrow(/point_info\.json: no JSON object/);
  await put(root, file, "{}");
  await expect(fails()).rejects.toThrow(/point_info\.json: it needs point_uuid/);
});

test("point_match is balanced, and a match is what fixates the same point", async () => {
  const many = await generated({ train: 240, val: 3, test: 3 }, ["point_match"]);
  const { values } = await loadLabels(many, taskDefinition("point_match"), "train");
  const matches = many.splits.train.map((view, i) => {
    const partner = partnerOf(many, view, "matched");
    expect([...values.subarray(2 * i, 2 * i + 2)]).toEqual(partner.point === view.point ? [0, 1] : [1, 0]);
    expect(partner).toMatchObject({ scene: view.scene, id: expect.stringMatching(/view_1$/) });
    return partner.point === view.point;
  });
  // 240 even draws: the standard error of the share is 0.032.
  expect(Math.abs(matches.filter(Boolean).length / 240 - 0.5)).toBeLessThan(0.1);
});
