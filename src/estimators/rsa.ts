import { ranksOf } from "../analysis/vectors.ts";
import { type Features, perImage } from "./features.ts";
import { cosines } from "./kernels.ts";
import { type Signature, unit } from "./signature.ts";

/**
 * Representation similarity analysis (Dwivedi and Roig, CVPR 2019, arXiv 1904.11740): Spearman's correlation of two encoders'
 * dissimilarities of images, which are 1 - Pearson's correlation of the images' representations. Correlations stand in for
 * dissimilarities here: both ranks are reversed, which leaves the correlation of ranks as it is.
 */
export function rsaSignature(features: Features): Signature {
  const width = perImage(features);
  const rows = Float64Array.from(features.values);
  for (let i = 0; i < features.images; i++) {
    const row = rows.subarray(i * width, (i + 1) * width);
    const mean = row.reduce((sum, value) => sum + value, 0) / width;
    for (let k = 0; k < width; k++) row[k]! -= mean;
  }
  const ranks = Float64Array.from(ranksOf([...cosines(rows, features.images)]));
  const middle = (ranks.length + 1) / 2;
  return unit(ranks.map((rank) => rank - middle));
}
