import { randomOf } from "../domain/random.ts";
import { affinities } from "../solver/ahp.ts";
import { compare, resampledWins } from "./resampled-wins.ts";

export interface ResampleAsked {
  /** A vector a candidate of one target, of equal length. */
  losses: Float32Array[];
  /** The group (scene) of each image, numbered from 0 on; groups are drawn whole. */
  groups: Int32Array;
  seed: number;
  /** Numbers of the first resample, and of the one after the last. */
  from: number;
  to: number;
}

/** Resamples whose comparisons are counted together. */
const BATCH = 24;

/** `affinitiesOf` of several targets, in turn. */
export const resampledAffinities = (targets: ResampleAsked[]): Float64Array[][] => targets.map(affinitiesOf);

/**
 * Affinities of each resample: as many groups as there are, drawn with replacement, then tournament and AHP anew. A resample's draw
 * depends on its number and the seed alone, so that targets with the same images are resampled alike.
 */
function affinitiesOf({ losses, groups, seed, from, to }: ResampleAsked): Float64Array[] {
  const comparisons = compare(losses);
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const vectors: Float64Array[] = [];
  for (let first = from; first < to; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, to - first) }, (_, i) => first + i);
    const weights = numbers.map((number) => drawWeights(groups, count, seed, number));
    for (const [i, wins] of resampledWins(comparisons, weights).entries()) {
      const images = weights[i]!.reduce((sum, weight) => sum + weight, 0);
      vectors.push(affinities(wins, losses.length, images).values);
    }
  }
  return vectors;
}

/** How often each image is drawn. */
function drawWeights(groups: Int32Array, count: number, seed: number, number: number): Uint16Array {
  const random = randomOf("bootstrap", seed, number);
  const drawn = new Uint16Array(count);
  for (let draw = 0; draw < count; draw++) drawn[random.integer(count)]!++;
  return Uint16Array.from(groups, (group) => drawn[group]!);
}
