import { availableParallelism } from "node:os";
import { badInput } from "../domain/errors.ts";
import { affinities } from "../solver/ahp.ts";
import { countWins } from "../solver/tournament.ts";
import { inThread } from "./in-thread.ts";

/** A candidate of one target with its loss on every test image. */
export interface Candidate {
  sources: string[];
  self: boolean;
  control: boolean;
  losses: Float32Array;
}

/** What the bootstrap says of a candidate. */
interface CandidateConfidence {
  sources: string[];
  self: boolean;
  control: boolean;
  affinity: number;
  /** 95% of the resamples are between. */
  low: number;
  high: number;
  /** Share of the resamples in which it is the best, self edge and controls left out (they have 0). */
  best: number;
}

export interface Confidence {
  /** By affinity, highest first. */
  candidates: CandidateConfidence[];
  images: number;
  /** What was drawn: scenes where they are known, else images. */
  groups: number;
  resamples: number;
  seed: number;
  note: string;
}

export interface ResamplesAsked {
  resamples: number;
  seed: number;
  /** The group of each image, by any name; null: every image is one. */
  groups: string[] | null;
}

const MAX_MEMBERS = 2000;
const MAX_IMAGES = 1_000_000;
const MAX_RESAMPLES = 10_000;
/** Comparisons x resamples: about two minutes. */
const MAX_WORK = 2e12;
/** Not worth a second thread. */
const LITTLE_WORK = 1e9;

/**
 * Bootstrap of one target's affinities: test images (or whole groups of them) are drawn again with replacement, tournament and AHP
 * computed anew. Errors: BAD_INPUT for sizes above the limits.
 */
export async function confidence(candidates: Candidate[], asked: ResamplesAsked): Promise<Confidence> {
  const losses = candidates.map((candidate) => candidate.losses);
  const [vectors] = (await resample([losses], asked)) as [Float64Array[]];
  const images = losses[0]!.length;
  const { values } = affinities(countWins(losses), candidates.length, images);
  const isRival = candidates.map(({ self, control }) => !self && !control);
  const wins = new Float64Array(candidates.length);
  for (const vector of vectors) {
    let first = -1;
    vector.forEach((value, i) => {
      if (isRival[i] && (first < 0 || value > vector[first]!)) first = i;
    });
    if (first >= 0) wins[first]!++;
  }
  const found = candidates.map(({ sources, self, control }, i): CandidateConfidence => {
    const sorted = Float64Array.from(vectors, (vector) => vector[i]!).sort();
    const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
    return {
      sources,
      self,
      control,
      affinity: values[i]!,
      low: at(0.025),
      high: at(0.975),
      best: wins[i]! / vectors.length,
    };
  });
  const { resamples, seed } = asked;
  const groups = numbered(asked.groups, images).count;
  return {
    candidates: found.sort((a, b) => b.affinity - a.affinity),
    ...{ images, groups, resamples, seed },
    note:
      `Percentile bootstrap: ${asked.groups === null ? "images" : "groups of images"} are drawn with replacement. It tells what ` +
      "other test images of this kind would change, not what another training or other data would.",
  };
}

/**
 * Affinity vectors by target and resample, in threads; `targets` holds the losses of each target's candidates. Targets with equally many
 * images are resampled alike.
 */
export async function resample(
  targets: Float32Array[][],
  { resamples, seed, groups }: ResamplesAsked,
): Promise<Float64Array[][]> {
  check("resamples", resamples, MAX_RESAMPLES);
  for (const losses of targets) {
    check("candidates", losses.length, MAX_MEMBERS);
    check("images", losses[0]?.length ?? 0, MAX_IMAGES);
  }
  const comparisons = targets.reduce(
    (sum, { length, 0: first }) => sum + (length * (length - 1) * first!.length) / 2,
    0,
  );
  if (comparisons * resamples > MAX_WORK) {
    throw badInput(
      `${resamples} resamples of ${comparisons} comparisons: at most ${Math.floor(MAX_WORK / comparisons)} are allowed`,
    );
  }
  const numbers = targets.map(([first]) => numbered(groups, first!.length).numbers);
  const threads = comparisons * resamples < LITTLE_WORK ? 1 : Math.min(availableParallelism(), resamples);
  const parts = await Promise.all(
    Array.from({ length: threads }, (_, i) => {
      const [from, to] = [Math.floor((i * resamples) / threads), Math.floor(((i + 1) * resamples) / threads)];
      const asked = targets.map((losses, target) => ({ losses, groups: numbers[target]!, seed, from, to }));
      return inThread("resampledAffinities", asked);
    }),
  );
  return targets.map((_, target) => parts.flatMap((part) => part[target]!));
}

function check(what: string, value: number, most: number): void {
  if (!(Number.isInteger(value) && value >= 1 && value <= most))
    throw badInput(`${value} ${what}: allowed are 1 to ${most}`);
}

function numbered(groups: string[] | null, images: number): { numbers: Int32Array; count: number } {
  if (groups === null) return { numbers: Int32Array.from({ length: images }, (_, i) => i), count: images };
  if (groups.length !== images)
    throw badInput(`groups of ${groups.length} images, losses of ${images}: allowed are equal numbers`);
  const known = new Map<string, number>();
  for (const group of groups) if (!known.has(group)) known.set(group, known.size);
  return { numbers: Int32Array.from(groups, (group) => known.get(group)!), count: known.size };
}
