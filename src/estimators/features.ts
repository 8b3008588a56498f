/** Representations of the same probe images by one encoder, or other numbers about them: images x (numbers an image), row-major. */
export interface Features {
  values: ArrayLike<number>;
  images: number;
}

export const perImage = ({ values, images }: Features): number => values.length / images;

/** Every feature with mean 0 over the images. */
export function centred(features: Features): Float64Array {
  const { values, images } = features;
  const width = perImage(features);
  const rows = Float64Array.from(values);
  for (let feature = 0; feature < width; feature++) {
    let mean = 0;
    for (let i = feature; i < rows.length; i += width) mean += rows[i]! / images;
    for (let i = feature; i < rows.length; i += width) rows[i]! -= mean;
  }
  return rows;
}

/** Every feature with mean 0 and (population) variance 1 over the images; one that does not vary is 0. */
export function standardised(features: Features): Float64Array {
  const width = perImage(features);
  const rows = centred(features);
  for (let feature = 0; feature < width; feature++) {
    let variance = 0;
    for (let i = feature; i < rows.length; i += width) variance += rows[i]! ** 2 / features.images;
    const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    for (let i = feature; i < rows.length; i += width) rows[i]! *= scale;
  }
  return rows;
}
