import { expect, test } from "vitest";
import { randomOf } from "../../src/domain/random.ts";
import type { TaskKind } from "../../src/domain/task.ts";
import { denoise } from "../../src/tasks/denoise.ts";
import { TASKS, taskDefinition } from "../../src/tasks/registry.ts";

test("the tasks by kind", () => {
  const named = (kind: TaskKind) => [...TASKS.values()].filter((task) => task.kind === kind).map((task) => task.name);
  expect(named("TWO_D")).toEqual([
    "autoencoder",
    "denoise",
    "impainting_whole",
    "colorization",
    "jigsaw",
    "edge2d",
    "keypoint2d",
    "segment2d",
  ]);
  expect(named("THREE_D")).toEqual([
    "rgb2depth",
    "rgb2mist",
    "rgb2sfnorm",
    "reshade",
    "curvature",
    "edge3d",
    "keypoint3d",
    "segment25d",
    "room_layout",
    "vanishing_point_well_defined",
  ]);
  expect(named("MULTI_VIEW")).toEqual(["fix_pose", "non_fixated_pose", "ego_motion", "point_match"]);
  expect(named("SEMANTIC")).toEqual(["segmentsemantic_rb", "class_1000", "class_places", "class_selected"]);
  expect(named("CONTROL")).toEqual(["random", "shuffled"]);
});

test("every task but the random encoder has a ground truth and an output", () => {
  for (const task of TASKS.values()) {
    expect(task.groundTruth === null, task.name).toBe(task.name === "random");
    expect(task.output === null, task.name).toBe(task.name === "random");
    expect(task.partners !== undefined, task.name).toBe(task.kind === "MULTI_VIEW");
  }
});

test("an unknown name is NOT_FOUND, with the known ones", () => {
  expect(() => taskDefinition("edge4d")).toThrow(/edge4d.*autoencoder, denoise.*random/);
});

test("denoise sees Gaussian noise of variance 0.01, clipped to [0, 1] and seeded", () => {
  const image = { size: 64, channels: 3, data: new Float32Array(64 * 64 * 3).fill(0.5) };
  const noisy = denoise.input!(image, randomOf("a")).data;
  const deviations = noisy.map((value) => value - 0.5);
  const mean = deviations.reduce((a, b) => a + b, 0) / deviations.length;
  const variance = deviations.reduce((a, b) => a + b * b, 0) / deviations.length;
  // 12,288 draws: the standard error of the mean is 0.0009, of the variance 0.00013.
  expect(Math.abs(mean)).toBeLessThan(0.004);
  expect(Math.abs(variance - 0.01)).toBeLessThan(0.0006);
  expect(denoise.input!(image, randomOf("a")).data).toEqual(noisy);
  expect(Math.max(...noisy)).toBeLessThanOrEqual(1);
});
