import { type Spectrum, squaredProjections } from "./spectrum.ts";

/**
 * H-score (Bao, Li, Huang, Zhang, Zheng, Zamir, Guibas, ICIP 2019): tr(cov(f)^-1 cov(E[f | class])), how far classes are apart in
 * units of the features' spread; between 0 and the number of classes - 1. With more features than images that inverse does not
 * exist: the covariance is shrunk as in Ibrahim, Ponomareva, Mazumder (ECML PKDD 2022, arXiv 2110.06893), which changes little
 * where images abound. `classes`: the class of each image.
 */
export function hScore(spectrum: Spectrum, classes: number[]): number {
  const { images, width, strengths } = spectrum;
  const shrinkage = ledoitWolf(spectrum);
  const meanVariance = strengths.reduce((a, b) => a + b, 0) / images / width;
  const floor = shrinkage * meanVariance;
  // cov(E[f | class]) is the features projected on the classes' indicators, so all of it lies in the spectrum's directions.
  let trace = 0;
  for (const label of new Set(classes)) {
    const members = classes.filter((other) => other === label).length;
    const indicator = classes.map((other) => (other === label ? 1 : 0));
    for (const [k, square] of squaredProjections(spectrum, indicator).entries()) {
      const variance = strengths[k]! / images;
      trace += (square / members) * (variance / ((1 - shrinkage) * variance + floor));
    }
  }
  return (1 - shrinkage) * trace;
}

/** How much of the identity to mix into the covariance (Ledoit and Wolf, Journal of Multivariate Analysis 88, 2004), 0 to 1. */
function ledoitWolf({ images, width, strengths, fourthPowers }: Spectrum): number {
  const sum = strengths.reduce((a, b) => a + b, 0) / images;
  const squares = strengths.reduce((total, strength) => total + (strength / images) ** 2, 0);
  const spread = squares - sum ** 2 / width;
  const error = (fourthPowers / images - squares) / images;
  return spread > 0 ? Math.min(1, error / spread) : 0;
}
