import { rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkTasks } from "../../src/dataset/check-tasks.ts";
import { type Dataset, openDataset } from "../../src/dataset/open.ts";
import { partnerOf } from "../../src/dataset/partners.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import { png } from "./bytes.ts";
import { BUILDINGS, fileIn, SIZE } from "./copy.ts";
import { put, temporaryFolder } from "./folder.ts";

/** A view of each of four points, and a second one of the first; by what else of the points 10 to 19 is in view, and from where. */
const VIEWS = {
  point_0_view_0: { at: 0, sees: [10, 11, 12, 13] },
  // From the same place: most in common, but turned only.
  point_1_view_0: { at: 0, sees: [0, 10, 11, 12, 13] },
  // 4 of 5 and 3 of 5 in common with the first.
  point_2_view_0: { at: 1, sees: [10, 11, 12, 13] },
  point_3_view_0: { at: 2, sees: [11, 12, 13, 14] },
  // One of its six points in common with any.
  point_4_view_0: { at: 3, sees: [10, 15, 16, 17, 18] },
  point_4_view_1: { at: 4, sees: [20, 21, 22, 23, 24] },
};

async function copy(sees: (view: keyof typeof VIEWS) => object = () => ({})): Promise<string> {
  const root = await temporaryFolder();
  await put(root, "train_val_test.csv", "id,train,test,val\nadairsville,1,0,0\nairport,0,0,1\nalbertville,0,1,0\n");
  for (const building of BUILDINGS) {
    for (const [view, { at, sees: points }] of Object.entries(VIEWS)) {
      const info = {
        point_uuid: view.split("_")[1],
        camera_location: [at, 0, 1.5],
        camera_rotation_final: [Math.PI / 2, 0, 0],
        field_of_view_rads: 1,
        bounding_box_ranges: { x: [-1, 3], y: [-2, 4], z: [0, 2.5] },
        nonfixated_points_in_view: points,
        ...sees(view as keyof typeof VIEWS),
      };
      await put(root, fileIn(building, view, "rgb"), png(SIZE, 8, 2, new Array(3 * SIZE ** 2).fill(9)));
      await put(root, fileIn(building, view, "points", "fixatedpose", "json"), JSON.stringify(info));
    }
  }
  return root;
}

const partners = ({ splits, ...rest }: Dataset, id: string) => {
  const view = splits.train.find((one) => one.id === id)!;
  return [partnerOf({ splits, ...rest }, view, "next").id, partnerOf({ splits, ...rest }, view, "afterNext").id];
};

test("the two views with most points in common, each from a place of its own", async () => {
  const dataset = await openDataset(await copy());
  expect(partners(dataset, "point_0_view_0")).toEqual(["point_2_view_0", "point_3_view_0"]);
  // Both at the first place have as much in common with it, 4 of 5 and 4 of 6: the greater share.
  expect(partners(dataset, "point_2_view_0")).toEqual(["point_0_view_0", "point_3_view_0"]);
});

test("where no view has three tenths in common, those of the same point stand in", async () => {
  const dataset = await openDataset(await copy());
  expect(partners(dataset, "point_4_view_0")).toEqual(["point_4_view_1", "point_4_view_1"]);
});

test("all tasks that a camera's file is enough for pass the check, by either folder and name", async () => {
  const names = ["non_fixated_pose", "ego_motion", "room_layout", "vanishing_point_well_defined"];
  const tasks = names.map(taskDefinition);
  const root = await copy();
  await checkTasks(await openDataset(root), tasks);
  await rename(join(root, "airport", "points"), join(root, "airport", "point_info"));
  await checkTasks(await openDataset(root), tasks);
});

test("the check names the view whose file is missing or lacks a field, in whichever split", async () => {
  const lost = (field: string) => copy((view) => (view === "point_3_view_0" ? { [field]: undefined } : {}));
  const check = async (root: string, task: string) => checkTasks(await openDataset(root), [taskDefinition(task)]);
  const boxless = await lost("bounding_box_ranges");
  await expect(check(boxless, "room_layout")).rejects.toThrow(
    /point_3_view_0_domain_fixatedpose\.json: it lacks bounding_box_ranges, for task room_layout$/,
  );
  await check(boxless, "ego_motion");
  await expect(check(await lost("nonfixated_points_in_view"), "ego_motion")).rejects.toThrow(
    /point_3_view_0_domain_fixatedpose\.json: it lacks nonfixated_points_in_view, for task ego_motion$/,
  );
  const file = (folder: string) =>
    join(folder, fileIn("albertville", "point_3_view_0", "points", "fixatedpose", "json"));
  await rename(file(boxless), `${file(boxless)}.away`);
  await expect(check(boxless, "vanishing_point_well_defined")).rejects.toThrow(
    /albertville\/point_info\/point_3_view_0_domain_point_info\.json: the file is missing, task vanishing_point/,
  );
});
