import { TaskonomyError } from "../domain/errors.ts";
import { autoencoder } from "./autoencoder.ts";
import { class_1000 } from "./class_1000.ts";
import { class_places } from "./class_places.ts";
import { class_selected } from "./class_selected.ts";
import { colorization } from "./colorization.ts";
import { curvature } from "./curvature.ts";
import { denoise } from "./denoise.ts";
import { edge2d } from "./edge2d.ts";
import { edge3d } from "./edge3d.ts";
import { ego_motion } from "./ego_motion.ts";
import { fix_pose } from "./fix_pose.ts";
import { impainting_whole } from "./impainting_whole.ts";
import { jigsaw } from "./jigsaw.ts";
import { keypoint2d } from "./keypoint2d.ts";
import { keypoint3d } from "./keypoint3d.ts";
import { non_fixated_pose } from "./non_fixated_pose.ts";
import { point_match } from "./point_match.ts";
import { random } from "./random.ts";
import { reshade } from "./reshade.ts";
import { rgb2depth } from "./rgb2depth.ts";
import { rgb2mist } from "./rgb2mist.ts";
import { rgb2sfnorm } from "./rgb2sfnorm.ts";
import { room_layout } from "./room_layout.ts";
import { segment2d } from "./segment2d.ts";
import { segment25d } from "./segment25d.ts";
import { segmentsemantic_rb } from "./segmentsemantic_rb.ts";
import { shuffled } from "./shuffled.ts";
import type { TaskDefinition } from "./task.ts";
import { vanishing_point_well_defined } from "./vanishing_point_well_defined.ts";

const definitions: TaskDefinition[] = [
  autoencoder,
  denoise,
  impainting_whole,
  colorization,
  jigsaw,
  edge2d,
  keypoint2d,
  segment2d,
  rgb2depth,
  rgb2mist,
  rgb2sfnorm,
  reshade,
  curvature,
  edge3d,
  keypoint3d,
  segment25d,
  room_layout,
  vanishing_point_well_defined,
  fix_pose,
  non_fixated_pose,
  ego_motion,
  point_match,
  segmentsemantic_rb,
  class_1000,
  class_places,
  class_selected,
  random,
  shuffled,
];

/** Every task that can be trained, by name. */
export const TASKS: ReadonlyMap<string, TaskDefinition> = new Map(definitions.map((task) => [task.name, task]));

/** Throws NOT_FOUND. */
export function taskDefinition(name: string): TaskDefinition {
  const task = TASKS.get(name);
  if (task) return task;
  throw new TaskonomyError(
    "NOT_FOUND",
    `task ${JSON.stringify(name)} is unknown: known are ${[...TASKS.keys()].join(", ")}`,
  );
}
