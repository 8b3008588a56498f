import type { ResamplingUnit } from "../domain/resampling-unit.ts";
import { affinities } from "../solver/ahp.ts";
import { countWins } from "../solver/tournament.ts";
import { type ResamplesAsked, resample, unitOf } from "./bootstrap.ts";

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
  /** What was drawn, and how many of them there are. */
  by: ResamplingUnit;
  groups: number;
  resamples: number;
  seed: number;
  note: string;
}

/**
 * Bootstrap of one target's affinities: whole scenes of test images, or images, are drawn again with replacement, tournament and AHP
 * computed anew. `scenes`: that of each image, by any name, or null where they are not known. Errors: BAD_INPUT for sizes above the
 * limits, and where scenes are asked for and not known.
 */
export async function confidence(
  candidates: Candidate[],
  scenes: string[] | null,
  asked: ResamplesAsked,
  signal?: AbortSignal,
): Promise<Confidence> {
  const losses = candidates.map((candidate) => candidate.losses);
  const by = unitOf([scenes], asked);
  const groups = by === "scene" ? scenes : null;
  const [vectors] = (await resample([{ losses, groups }], asked, signal)) as [Float64Array[]];
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
  return {
    candidates: found.sort((a, b) => b.affinity - a.affinity),
    ...{ images, by, groups: groups === null ? images : new Set(groups).size, resamples, seed },
    note:
      `Percentile bootstrap: ${by}s are drawn with replacement. It tells what ` +
      "other test images of this kind would change, not what another training or other data would.",
  };
}
