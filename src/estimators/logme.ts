import { centred, type Features, perImage } from "./features.ts";
import { type Spectrum, squaredProjections } from "./spectrum.ts";

/**
 * LogME (You, Liu, Wang, Long, ICML 2021, arXiv 2102.11005): the log evidence, an image, of a Bayesian linear model from features to
 * labels, at the prior and noise that maximise it; the mean over label columns, those that do not vary left out. Features and labels
 * are centred, which the paper does not: an offset then costs nothing. `labels`: images x columns, for classes one 0/1 column each.
 */
export function logMe(spectrum: Spectrum, labels: Features): number {
  const width = perImage(labels);
  const rows = centred(labels);
  const columns = Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: labels.images }, (_, i) => rows[i * width + column]!),
  ).filter((column) => column.some((value) => Math.abs(value) > 1e-12));
  return columns.reduce((sum, column) => sum + evidence(spectrum, column) / columns.length, 0);
}

const MOST_ROUNDS = 200;
const PRECISION = 1e-6;
/**
 * The ratio of noise to prior stays within these shares of the largest strength: labels may be fitted without any rest, or not at all.
 */
const RATIOS = [1e-10, 1e10] as const;

/** The fixed point of the paper's section 4.3 in the form of You et al. 2022 (arXiv 2110.10545), which needs the spectrum only. */
function evidence(spectrum: Spectrum, column: Float64Array): number {
  const { strengths, images } = spectrum;
  const squares = squaredProjections(spectrum, column);
  const outside = Math.max(
    0,
    column.reduce((sum, value) => sum + value * value, 0) - squares.reduce((a, b) => a + b, 0),
  );
  const [least, most] = RATIOS.map((share) => share * strengths[0]!) as [number, number];
  // Precision of the prior over that of the noise.
  let ratio = 1;
  let [prior, noise] = [1, 1];
  let [weight, rest] = [0, 0];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let effective = 0;
    [weight, rest] = [0, outside];
    for (const [k, strength] of strengths.entries()) {
      effective += strength / (ratio + strength);
      weight += (strength * squares[k]!) / (ratio + strength) ** 2;
      rest += squares[k]! * (ratio / (ratio + strength)) ** 2;
    }
    prior = effective / weight;
    noise = (images - effective) / rest;
    const next = Math.min(most, Math.max(least, prior / noise));
    const settled = Math.abs(next - ratio) <= PRECISION * ratio;
    ratio = next;
    if (settled) break;
  }
  // Directions without variance cancel out of the determinant.
  const determinant = strengths.reduce((sum, strength) => sum + Math.log1p((strength * noise) / prior), 0);
  const fit = images * Math.log(noise / (2 * Math.PI)) - determinant - noise * rest - prior * weight;
  return fit / 2 / images;
}
