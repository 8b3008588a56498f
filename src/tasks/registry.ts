import { TaskonomyError } from "../domain/errors.ts";
import { autoencoder } from "./autoencoder.ts";
import { class_places } from "./class_places.ts";
import { denoise } from "./denoise.ts";
import { edge2d } from "./edge2d.ts";
import { edge3d } from "./edge3d.ts";
import { keypoint2d } from "./keypoint2d.ts";
import { random } from "./random.ts";
import { reshade } from "./reshade.ts";
import { rgb2depth } from "./rgb2depth.ts";
import { rgb2sfnorm } from "./rgb2sfnorm.ts";
import { segmentsemantic_rb } from "./segmentsemantic_rb.ts";
import type { TaskDefinition } from "./task.ts";

const definitions: TaskDefinition[] = [
  autoencoder,
  denoise,
  edge2d,
  keypoint2d,
  rgb2depth,
  rgb2sfnorm,
  reshade,
  edge3d,
  segmentsemantic_rb,
  class_places,
  random,
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
