import { availableParallelism } from "node:os";
import { badInput } from "../domain/errors.ts";
import { byCodePoint } from "../domain/names.ts";
import type { ResamplingUnit } from "../domain/resampling-unit.ts";
import { inThread } from "./in-thread.ts";

export interface ResamplesAsked {
  resamples: number;
  seed: number;
  /** Left out or null: by scene where the scenes are known. */
  by?: ResamplingUnit | null;
}

/** The losses of one target's candidates, and the group of each image by any name; null: every image is one. */
export interface Measurements {
  losses: Float32Array[];
  groups: string[] | null;
}

const MAX_MEMBERS = 2000;
const MAX_IMAGES = 1_000_000;
const MAX_RESAMPLES = 10_000;
/** Comparisons x resamples: about two minutes. */
const MAX_WORK = 2e12;
/** Not worth a second thread. */
const LITTLE_WORK = 1e9;

/** What is drawn, given the scene of each target's images (null: not known). BAD_INPUT where scenes are asked for and not known. */
export function unitOf(scenes: (string[] | null)[], { by }: Pick<ResamplesAsked, "by">): ResamplingUnit {
  const known = !scenes.includes(null);
  if (by === "scene" && !known) {
    throw badInput("by scene: the scenes of the test images are not known here: allowed is by image");
  }
  return by ?? (known ? "scene" : "image");
}

/**
 * Affinity vectors by target and resample, in threads. Targets with the same groups, in any order of images, are resampled alike; so are
 * those with equally many images where every image is one. Errors: BAD_INPUT for sizes above the limits.
 */
export async function resample(
  targets: Measurements[],
  { resamples, seed }: ResamplesAsked,
  signal?: AbortSignal,
): Promise<Float64Array[][]> {
  check("resamples", resamples, MAX_RESAMPLES);
  for (const { losses } of targets) {
    check("candidates", losses.length, MAX_MEMBERS);
    check("images", losses[0]?.length ?? 0, MAX_IMAGES);
  }
  const comparisons = targets.reduce(
    (sum, { losses }) => sum + (losses.length * (losses.length - 1) * losses[0]!.length) / 2,
    0,
  );
  if (comparisons * resamples > MAX_WORK) {
    throw badInput(
      `${resamples} resamples of ${comparisons} comparisons: at most ${Math.floor(MAX_WORK / comparisons)} are allowed`,
    );
  }
  const numbers = targets.map(({ losses, groups }) => numbered(groups, losses[0]!.length));
  const threads = comparisons * resamples < LITTLE_WORK ? 1 : Math.min(availableParallelism(), resamples);
  const parts = await Promise.all(
    Array.from({ length: threads }, (_, i) => {
      const [from, to] = [Math.floor((i * resamples) / threads), Math.floor(((i + 1) * resamples) / threads)];
      const asked = targets.map(({ losses }, target) => ({ losses, groups: numbers[target]!, seed, from, to }));
      return inThread(signal, "resampledAffinities", asked);
    }),
  );
  return targets.map((_, target) => parts.flatMap((part) => part[target]!));
}

function check(what: string, value: number, most: number): void {
  if (!(Number.isInteger(value) && value >= 1 && value <= most))
    throw badInput(`${value} ${what}: allowed are 1 to ${most}`);
}

/** The number of each image's group, by the order of their names; of each image where there are no groups. */
function numbered(groups: string[] | null, images: number): Int32Array {
  if (groups === null) return Int32Array.from({ length: images }, (_, i) => i);
  if (groups.length !== images)
    throw badInput(`groups of ${groups.length} images, losses of ${images}: allowed are equal numbers`);
  const known = new Map([...new Set(groups)].sort(byCodePoint).map((group, i) => [group, i]));
  return Int32Array.from(groups, (group) => known.get(group)!);
}
