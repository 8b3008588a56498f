import { type Features, standardised } from "./features.ts";
import { cosines, laplacians } from "./kernels.ts";
import { type Signature, unit } from "./signature.ts";

const KERNELS = { cosine: cosines, laplacian: laplacians };

/**
 * Duality diagram similarity (Dwivedi, Huang, Cichy, Roig, ECCV 2020, arXiv 2008.02107) in the forms that did best on Taskonomy:
 * features z-scored over the images, a kernel between images, centred alignment of two such kernels without its bias (as in the
 * authors' repository cvai-roig-lab/duality-diagram-similarity; a cosine distance gives what the cosine kernel gives). Needs at
 * least four images.
 */
export const ddsSignature = (features: Features, kernel: keyof typeof KERNELS): Signature =>
  unit(uCentred(KERNELS[kernel](standardised(features), features.images), features.images));

/** U-centring of a symmetric matrix whose diagonal counts as 0 (Székely and Rizzo, Annals of Statistics 42, 2014), in place. */
function uCentred(pairs: Float64Array, images: number): Float64Array {
  const sums = new Float64Array(images);
  let place = 0;
  for (let i = 0; i < images; i++) {
    for (let j = i + 1; j < images; j++, place++) {
      sums[i]! += pairs[place]!;
      sums[j]! += pairs[place]!;
    }
  }
  const total = sums.reduce((a, b) => a + b, 0);
  const grand = total / ((images - 1) * (images - 2));
  place = 0;
  for (let i = 0; i < images; i++) {
    for (let j = i + 1; j < images; j++) pairs[place++]! += grand - (sums[i]! + sums[j]!) / (images - 2);
  }
  return pairs;
}
