import type { Raster } from "../tasks/task.ts";

/** Box average of every `factor x factor` pixels: for images. */
export function average(raster: Raster, factor: number): Raster {
  if (factor === 1) return raster;
  const { channels } = raster;
  const width = raster.width / factor;
  const height = raster.height / factor;
  const sums = new Float64Array(width * height * channels);
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) {
      const to = (Math.floor(y / factor) * width + Math.floor(x / factor)) * channels;
      const from = (y * raster.width + x) * channels;
      for (let c = 0; c < channels; c++) sums[to + c]! += raster.data[from + c]!;
    }
  }
  return { width, height, channels, data: Uint8Array.from(sums, (sum) => Math.round(sum / factor ** 2)) };
}

/** The pixel at the centre of every `factor x factor`: for labels, whose numbers must not be mixed. */
export function sample(raster: Raster, factor: number): Raster {
  if (factor === 1) return raster;
  const { channels } = raster;
  const width = raster.width / factor;
  const height = raster.height / factor;
  const data = new (raster.data.constructor as typeof Uint16Array)(width * height * channels);
  const centre = Math.floor(factor / 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = ((y * factor + centre) * raster.width + x * factor + centre) * channels;
      for (let c = 0; c < channels; c++) data[(y * width + x) * channels + c] = raster.data[from + c]!;
    }
  }
  return { width, height, channels, data };
}
