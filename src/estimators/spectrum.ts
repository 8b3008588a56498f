import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { centred, type Features, perImage } from "./features.ts";

/** Principal components of centred features over the images, those of (numerically) no variance left out. */
export interface Spectrum {
  images: number;
  /** Numbers an image. */
  width: number;
  /** Squared singular values of the centred features, largest first. */
  strengths: number[];
  /** A unit vector over the images for each strength: the left singular vectors. */
  directions: Float64Array[];
  /** Sum over images of the fourth power of the centred representation's length. */
  fourthPowers: number;
}

/** Eigenvalues below this share of the largest are rounding errors. */
const ROUNDING = 1e-10;

/** From the images x images matrix of inner products: with 300 images and any number of features about half a second. */
export function spectrumOf(features: Features): Spectrum {
  const { images } = features;
  const width = perImage(features);
  const rows = centred(features);
  const gram = Matrix.zeros(images, images);
  for (let i = 0; i < images; i++) {
    for (let j = i; j < images; j++) {
      let dot = 0;
      for (let k = 0; k < width; k++) dot += rows[i * width + k]! * rows[j * width + k]!;
      gram.set(i, j, dot);
      gram.set(j, i, dot);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(gram, { assumeSymmetric: true });
  const largest = Math.max(...realEigenvalues);
  // Ascending.
  const kept = [...realEigenvalues.keys()].reverse().filter((i) => realEigenvalues[i]! > ROUNDING * largest);
  return {
    ...{ images, width, strengths: kept.map((i) => realEigenvalues[i]!) },
    directions: kept.map((i) => Float64Array.from(eigenvectorMatrix.getColumn(i))),
    fourthPowers: gram.diagonal().reduce((sum, square) => sum + square ** 2, 0),
  };
}

/** Squared inner products of a vector over the images with each direction. */
export function squaredProjections({ directions }: Spectrum, vector: ArrayLike<number>): number[] {
  return directions.map((direction) => {
    let dot = 0;
    for (let i = 0; i < direction.length; i++) dot += direction[i]! * vector[i]!;
    return dot * dot;
  });
}
