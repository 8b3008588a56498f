import type { TrainingSchedule } from "../domain/settings.ts";
import type { Labels, Shape } from "./data.ts";
import type { Watch } from "./watch.ts";

export interface ReadoutMember {
  sources: string[];
  target: string;
}

export interface ReadoutJob {
  members: ReadoutMember[];
  /** By source: n * size * size * channels numbers for the readouts' training images and for the test images. */
  representations: Record<string, { train: Float32Array; test: Float32Array }>;
  /** By target, for the same images. */
  labels: Record<string, { train: Labels; test: Labels }>;
  shape: Shape;
  schedule: TrainingSchedule;
  seed: number;
}

export type ReadoutResult =
  /** `losses`: one a test image. */
  { status: "COMPUTED"; losses: Float32Array } | { status: "FAILED"; error: string };

/**
 * Trains a group of readouts together (method section 2), all on the same images in the same order. Results stand in the order of
 * the members; a member whose loss is not finite FAILED, and no other member is touched by it.
 */
export async function trainReadouts(_job: ReadoutJob, _watch: Watch = {}): Promise<ReadoutResult[]> {
  throw new Error("not written yet");
}
